//! An account as Markdown with aligned columns.

use super::{Account, Table};

impl Account {
    /// The whole of it as text.
    pub fn to_text(&self) -> String {
        let mut out = [&self.opening, "\n"].concat();
        for section in &self.sections {
            paragraph(&mut out, &["## ", &section.heading].concat());
            section.sentences.iter().for_each(|sentence| paragraph(&mut out, sentence));
            section.tables.iter().for_each(|table| table.write(&mut out));
        }
        out
    }
}

fn paragraph(out: &mut String, text: &str) {
    out.push('\n');
    out.push_str(text);
    out.push('\n');
}

impl Table {
    fn write(&self, out: &mut String) {
        let head: Vec<String> = self.columns.iter().map(|name| (*name).to_owned()).collect();
        let cells = |row: &super::Row| row.cells.iter().map(|cell| clean(&cell.text)).collect();
        let rows: Vec<Vec<String>> =
            std::iter::once(head).chain(self.rows.iter().map(cells)).collect();
        let mut widths = vec![0; self.columns.len()];
        for row in &rows {
            for (cell, width) in row.iter().zip(&mut widths) {
                *width = cell.chars().count().max(*width);
            }
        }
        out.push('\n');
        for (number, row) in rows.iter().enumerate() {
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
