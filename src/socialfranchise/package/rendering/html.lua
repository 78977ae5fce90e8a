-- What the body of a reading copy needs before Pandoc writes it: the page has a title above it,
-- and no element may carry a style of its own, since the page allows none but its own sheet.

local ALIGNED = { AlignRight = 'right', AlignCenter = 'centre' }

return {
  Div = function(lead) return lead.content end,
  OrderedList = function(list) -- 1) and not 1., as acts and statutes count
    if list.delimiter == 'OneParen' then
      return pandoc.Div({ list }, pandoc.Attr('', { 'bracket' }))
    end
  end,
  Header = function(header)
    return pandoc.Header(math.min(header.level + 1, 6), header.content)
  end,
  Table = function(tbl)
    for at, spec in ipairs(tbl.colspecs) do
      local class = ALIGNED[spec[1]]
      tbl.colspecs[at] = { 'AlignDefault', nil }
      local function mark(rows)
        for _, row in ipairs(rows) do
          local cell = row.cells[at]
          if class and cell then
            cell.attr = pandoc.Attr('', { class })
          end
        end
      end
      mark(tbl.head.rows)
      for _, body in ipairs(tbl.bodies) do
        mark(body.body)
      end
    end
    return tbl
  end,
}
