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
        self.rows.push(cells.iter().map(|cell| clean(cell)).collect());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.len() == 1
    }

    /// Writes it, a blank line before it; nothing if it has no rows.
    pub(super) fn write(&self, out: &mut String) {
        if self.is_empty() {
            return;
        }
        let mut widths = vec![0; self.rows[0].len()];
        for row in &self.rows {
            for (cell, width) in row.iter().zip(&mut widths) {
                *width = cell.chars().count().max(*width);
            }
        }
        out.push('\n');
        for (number, row) in self.rows.iter().enumerate() {
            line(out, row, &widths, ' ');
            if number == 0 {
                let rule: Vec<_> = row.iter().map(|_| String::new()).collect();
                line(out, &rule, &widths, '-');
            }
        }
    }
}

fn line(out: &mut String, cells: &[String], widths: &[usize], fill: char) {
    out.push('|');
    for (cell, width) in cells.iter().zip(widths) {
        out.push(' ');
        out.push_str(cell);
        (cell.chars().count()..*width).for_each(|_| out.push(fill));
        out.push_str(" |");
    }
    out.push('\n');
}

/// What would end a cell, or its row, is written so that it does not.
fn clean(cell: &str) -> String {
    let mut clean = String::new();
    for c in cell.chars() {
        match c {
            '|' => clean.push_str("\\|"),
            c if c.is_control() => clean.push(' '),
            c => clean.push(c),
        }
    }
    clean
}
