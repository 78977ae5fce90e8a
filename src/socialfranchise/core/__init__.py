"""Words everyone uses: texts, dates, figures, three-valued conditions, findings, errors."""
