-- What makes of Pandoc's ODT a file like our Word files: ruled tables, whole rows, our day.

local RULE = '0.5pt solid #a6a6a6'

-- The styles of the cells of all tables of a text, in place of Pandoc's without lines.
local CELLS = {
  TableHeaderRowCell = 'fo:background-color="#e6ecf3" style:vertical-align="bottom" ',
  TableRowCell = '',
}

local function cell(name)
  return '<style:style style:name="' .. name .. '" style:family="table-cell">\n'
    .. '      <style:table-cell-properties ' .. CELLS[name]
    .. 'fo:padding="0.09cm" fo:border="' .. RULE .. '" />'
end

local ROW = '<style:style style:name="WholeRow" style:family="table-row">'
  .. '<style:table-row-properties fo:keep-together="always" /></style:style>'

local function content(xml)
  for name in pairs(CELLS) do
    xml = xml:gsub('<style:style style:name="' .. name .. '" style:family="table%-cell">%s*'
      .. '<style:table%-cell%-properties fo:border="none" />', cell(name))
  end
  xml = xml:gsub('</office:automatic%-styles>', ROW .. '%0', 1)
  xml = xml:gsub('<table:table%-row>', '<table:table-row table:style-name="WholeRow">')
  return (xml:gsub('table:align="center"', 'table:align="left" fo:margin-bottom="0.35cm"'))
end

-- Return the bytes of a text with our page header, language and dates in it.
local function finished(bytes, source, filled)
  local archive = pandoc.zip.Archive(bytes)
  local entries = {}
  for at, entry in ipairs(archive.entries) do
    local text = entry:contents()
    if entry.path == 'content.xml' then
      text = content(text)
    elseif entry.path == 'styles.xml' then
      text = filled(text)
    elseif entry.path == 'meta.xml' then
      text = text:gsub('1970%-01%-01T00:00:00Z', source.day .. 'T00:00:00Z')
      text = text:gsub('<dc:description></dc:description>', function()
        return '<dc:description>' .. filled('@DESCRIPTION@') .. '</dc:description>'
      end)
    end
    entries[at] = pandoc.zip.Entry(entry.path, text, source.epoch)
  end
  return pandoc.zip.Archive(entries):bytestring()
end

return {
  finished = finished,
  -- The parts of reference.odt: their place in it and their name in the data folder. Pandoc writes
  -- another meta.xml, but lists in the manifest only what was there before.
  reference = { { 'styles.xml', 'styles.xml' }, { 'meta.xml', 'meta.xml' } },
}
