//! A Markdown table with aligned columns.

/// Rows of cells under a heading.
pub(super) struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(heading: &[&str]) -> Table {
        Table { rows: vec![heading.iter().map(|cell| (*cell).to_owned()).collect()] }
    }

    pub(super) fn row(&mut self, cells: Vec<String>) {
        let clean = |cell: String| cell.replace('|', "\\|").replace(char::is_control, " ");
        self.rows.push(cells.into_iter().map(clean).collect());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.len() == 1
    }

    /// Writes it, a blank line before it; nothing if it has no rows.
    pub(super) fn write(&self, out: &mut String) {
        if self.is_empty() {
            return;
        }
        let columns = self.rows[0].len();
        let width = |column: usize| {
            self.rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        out.push('\n');
        for (number, row) in self.rows.iter().enumerate() {
            out.push('|');
            for (cell, width) in row.iter().zip(&widths) {
                out.push_str(&format!(" {cell:width$} |"));
            }
            out.push('\n');
            if number == 0 {
                out.push('|');
                widths.iter().for_each(|width| out.push_str(&format!(" {:-<width$} |", "")));
                out.push('\n');
            }
        }
    }
}
