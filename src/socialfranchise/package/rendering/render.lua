-- Turns every text of job.json (in the working directory) into N.docx, N.odt, N.html and N.typ.
--
-- Run by `pandoc lua`: one process for many documents. A text is read with an empty ersatz file
-- system, and what is left of it before writing names no file and holds no raw markup, so it can
-- reach neither the disk, nor the network, nor the markup of the output.

-- What a text may use. Raw markup, maths, citations, attributes and metadata stay plain letters.
local READER = {
  format = 'markdown',
  extensions = {
    'all_symbols_escapable', 'backtick_code_blocks', 'blank_before_blockquote',
    'blank_before_header', 'escaped_line_breaks', 'fancy_lists', 'footnotes',
    'intraword_underscores', 'line_blocks', 'pipe_tables', 'space_in_atx_header', 'startnum',
    'table_captions',
  },
}
local LINE = 90 -- letters on a full line of a table

local function slurp(name)
  local file = assert(io.open(name, 'rb'))
  local bytes = file:read('a')
  file:close()
  return bytes
end

local function spill(name, bytes)
  local file = assert(io.open(name, 'wb'))
  file:write(bytes)
  file:close()
end

-- Return the share of the page each column gets: room for its longest word, the rest by length.
local function shares(tbl)
  local least, full = {}, {}
  for at = 1, #tbl.colspecs do
    least[at], full[at] = 4, 4
  end
  local function measure(rows)
    for _, row in ipairs(rows) do
      for at, cell in ipairs(row.cells) do
        local text = pandoc.utils.stringify(cell.contents):gsub('…', '...')
        for word in text:gmatch('[^ ]+') do
          least[at] = math.max(least[at], math.min(utf8.len(word) + 3, 20))
        end
        full[at] = math.max(full[at], math.min(utf8.len(text) + 3, 2 * LINE), least[at])
      end
    end
  end
  measure(tbl.head.rows)
  for _, body in ipairs(tbl.bodies) do
    measure(body.body)
  end
  local low, high = 0, 0
  for at = 1, #full do
    low, high = low + least[at], high + full[at]
  end
  local rest = high > low and math.max(0, math.min(1, (LINE - low) / (high - low))) or 1
  local result = {}
  for at = 1, #full do
    result[at] = (least[at] + rest * (full[at] - least[at])) / (low + rest * (high - low))
  end
  return result
end

-- Return the filter that keeps only harmless, regular elements of one text.
local function cleaner()
  local level = 0
  return {
    Header = function(header) -- none empty, no level skipped: PDF/UA forbids it
      if not pandoc.utils.stringify(header):find('%S') then
        return {}
      end
      level = math.min(header.level, level + 1)
      return pandoc.Header(level, header.content)
    end,
    Table = function(tbl)
      for at, share in ipairs(shares(tbl)) do
        tbl.colspecs[at] = { tbl.colspecs[at][1], share }
      end
      return tbl
    end,
    Link = function(link)
      if link.target:match('^https?://[^ \n]+$') or link.target:match('^mailto:[^ \n]+$') then
        local ascii = link.target:gsub('[\128-\255]', function(byte)
          return ('%%%02X'):format(byte:byte())
        end)
        return pandoc.Link(link.content, ascii)
      end
      return link.content
    end,
    Image = function(image) return image.caption end,
    CodeBlock = function(code) return pandoc.CodeBlock(code.text) end,
    Code = function(code) return pandoc.Code(code.text) end,
    RawBlock = function(raw) return pandoc.CodeBlock(raw.text) end,
    RawInline = function(raw) return pandoc.Code(raw.text) end,
  }
end

-- A paragraph that ends in a colon stays on the page of what it announces.
local function leading(blocks)
  return blocks:map(function(block)
    if block.t == 'Para' and pandoc.utils.stringify(block):find(':$') then
      return pandoc.Div({ block }, pandoc.Attr('', { 'lead' }, { ['custom-style'] = 'Lead' }))
    end
    return block
  end)
end

-- Return Typst code for a string: inside quotes only the backslash and the quote are special.
local function quoted(text)
  return '"' .. text:gsub('[\\"]', '\\%0') .. '"'
end

-- Every letter of the text becomes a Typst string, so no escaping of Typst markup is relied on.
local TYPST = {
  Inlines = function(inlines)
    local result, words = pandoc.Inlines {}, {}
    local function flush()
      if #words > 0 then
        result:insert(pandoc.RawInline('typst', '#' .. quoted(table.concat(words)) .. ';'))
        words = {}
      end
    end
    for _, inline in ipairs(inlines) do
      if inline.t == 'Str' or inline.t == 'Space' or inline.t == 'SoftBreak' then
        table.insert(words, inline.text or ' ')
      else
        flush()
        result:insert(inline)
      end
    end
    flush()
    return result
  end,
  Code = function(code) return pandoc.RawInline('typst', '#raw(' .. quoted(code.text) .. ');') end,
  CodeBlock = function(code)
    return pandoc.RawBlock('typst', '#raw(block: true, ' .. quoted(code.text) .. ')')
  end,
  Link = function(link)
    local head = pandoc.RawInline('typst', '#link(' .. quoted(link.target) .. ')[')
    return pandoc.Inlines { head } .. link.content .. { pandoc.RawInline('typst', '];') }
  end,
  Div = function(lead)
    local head, tail = pandoc.RawBlock('typst', '#lead['), pandoc.RawBlock('typst', ']')
    return pandoc.Blocks { head } .. lead.content .. { tail }
  end,
  Table = function(tbl)
    if #tbl.head.rows > 0 then
      local head, tail = pandoc.RawBlock('typst', '#headed['), pandoc.RawBlock('typst', ']')
      return { head, tbl, tail }
    end
  end,
}

local SPACED = '%1<w:spacing w:before="220" />%2' -- a paragraph stands off the table above it

local RULE = '<w:p><w:pPr><w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" '
  .. 'w:color="A6A6A6" /></w:pBdr></w:pPr></w:p>' -- a line across the page, without VML

-- Return a list mark which every font has, in place of one from a font of symbols.
local function BULLET(mark, middle)
  return '<w:lvlText w:val="' .. (mark == 'o' and '–' or '•') .. '" />' .. middle
end

-- Return the function that puts what is known of a source in place of the marks of a part.
local function filler(source)
  local function xml(text)
    return (text:gsub('[&<>]', { ['&'] = '&amp;', ['<'] = '&lt;', ['>'] = '&gt;' }))
  end
  local language, country = source.lang:match('(%l+)-(%u+)')
  local known = {
    TITLE = xml(source.title), DESCRIPTION = xml(source.description), LANG = source.lang,
    LANGUAGE = language, COUNTRY = country,
  }
  return function(text) return (text:gsub('@(%u+)@', known)) end
end

-- Return the bytes of a Word file with our settings, page header, row rules and dates in it.
local function finished(bytes, source, data)
  local archive = pandoc.zip.Archive(bytes)
  local filled = filler(source)
  local entries = {}
  for at, entry in ipairs(archive.entries) do
    local content = entry:contents()
    if entry.path == 'word/document.xml' then
      content = content:gsub('<w:tr>', '<w:tr><w:trPr><w:cantSplit /></w:trPr>')
      content = content:gsub('</w:trPr><w:trPr>', '')
      -- Pandoc measures tables on a page of its own, narrower than ours.
      content = content:gsub('<w:gridCol w:w="(%d+)" />', function(width)
        return ('<w:gridCol w:w="%d" />'):format(width * 9072 // 7920)
      end)
      content = content:gsub('<w:ilvl w:val="(%d+)" />', function(level) -- Word knows nine levels
        return ('<w:ilvl w:val="%d" />'):format(math.min(tonumber(level), 8))
      end)
      content = content:gsub('<w:p><w:r><w:pict>.-</w:pict></w:r></w:p>', RULE)
      content = content:gsub('(</w:tbl>%s*<w:p><w:pPr><w:pStyle w:val="%w+" />)(</w:pPr>)', SPACED)
    elseif entry.path == 'word/numbering.xml' then
      content = content:gsub('w:left="(%d+)" w:hanging="360"', function(left)
        return ('w:left="%d" w:hanging="425"'):format(left // 720 * 425)
      end)
      content = content:gsub('<w:lvlText w:val="([^" %%]+)" />(.-)<w:rPr>.-</w:rPr>', BULLET)
    elseif entry.path == 'word/settings.xml' then
      content = filled(slurp(data .. '/docx/settings.xml'))
    elseif entry.path == 'word/header1.xml' then
      content = filled(content)
    elseif entry.path == 'docProps/core.xml' then
      content = content:gsub('1970%-01%-01T00:00:00Z', source.day .. 'T00:00:00Z')
    end
    entries[at] = pandoc.zip.Entry(entry.path, content, source.epoch)
  end
  return pandoc.zip.Archive(entries):bytestring()
end

-- The parts of reference.docx: their place in it and their name in the data folder.
local REFERENCE = {
  { '[Content_Types].xml', 'Content_Types.xml' },
  { '_rels/.rels', 'package.rels' },
  { 'docProps/app.xml', 'app.xml' },
  { 'word/document.xml', 'document.xml' },
  { 'word/_rels/document.xml.rels', 'document.xml.rels' },
  { 'word/styles.xml', 'styles.xml' },
  { 'word/header1.xml', 'header1.xml' },
  { 'word/footer1.xml', 'footer1.xml' },
}

-- Write a reference file, from which Pandoc takes the page, the styles, the header and the footer.
local function reference(kind, parts, data)
  local entries = {}
  for at, part in ipairs(parts) do
    entries[at] = pandoc.zip.Entry(part[1], slurp(data .. '/' .. kind .. '/' .. part[2]), 0)
  end
  spill('reference.' .. kind, pandoc.zip.Archive(entries):bytestring())
  return pandoc.WriterOptions { wrap_text = 'none', reference_doc = 'reference.' .. kind }
end

local job = pandoc.json.decode(slurp('job.json'), false)
local odt, html = dofile(job.data .. '/odt.lua'), dofile(job.data .. '/html.lua')
local plain = pandoc.WriterOptions { wrap_text = 'none' }
local TYPST_FORMAT = { format = 'typst', extensions = {} }

-- What writes a cleaned text in each format: the ending of the file and its bytes.
local WRITERS = {
  docx = function(doc, source)
    job.word = job.word or reference('docx', REFERENCE, job.data)
    return 'docx', finished(pandoc.write(doc, 'docx', job.word), source, job.data)
  end,
  odt = function(doc, source)
    if not job.office then
      job.office = reference('odt', odt.reference, job.data)
      job.office.template = pandoc.template.compile(pandoc.template.default('opendocument'))
    end
    return 'odt', odt.finished(pandoc.write(doc, 'odt', job.office), source, filler(source))
  end,
  html = function(doc)
    doc.meta = {}
    return 'html', pandoc.write(doc:walk(html), 'html5', plain)
  end,
  pdf = function(doc)
    doc.meta = {}
    return 'typ', pandoc.write(doc:walk(TYPST), TYPST_FORMAT, plain)
  end,
}

for at, source in ipairs(job.sources) do
  local doc = pandoc.read(source.markdown, READER, pandoc.ReaderOptions {}, {})
  local first = doc.blocks[1]
  if first and first.t == 'Header' and pandoc.utils.stringify(first) == source.title then
    doc.blocks:remove(1)
  end
  doc = doc:walk(cleaner())
  doc.blocks = leading(doc.blocks)
  for _, format in ipairs(job.formats) do
    doc.meta = { lang = source.lang, title = source.title, description = source.description }
    local ending, bytes = WRITERS[format](doc, source)
    spill(at .. '.' .. ending, bytes)
  end
end
