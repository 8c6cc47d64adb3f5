//! Colours and strokes: one accent for polls and the cursor, soft tints by kind of call.

use super::Theme;

struct Palette {
    paper: &'static str,
    ink: &'static str,
    muted: &'static str,
    hair: &'static str,
    wait: &'static str,
    accent: &'static str,
    on_accent: &'static str,
    /// Fill and outline of async calls, blocks, sync calls and operations.
    tints: [(&'static str, &'static str); 4],
}

/// The page's own colours (`web/styles/base.css`), so that a picture in a slide and the page behind
/// its link look like one thing.
const LIGHT: Palette = Palette {
    paper: "#fbfaf6",
    ink: "#1b2025",
    muted: "#595e63",
    hair: "#e0dcd2",
    wait: "#f4f2eb",
    accent: "#0a6473",
    on_accent: "#ffffff",
    tints: [
        ("#cfe6e9", "#0a6473"),
        ("#e4f0f0", "#0a6473"),
        ("#e5e0d5", "#8f8b80"),
        ("#fbfaf6", "#8f8b80"),
    ],
};

const DARK: Palette = Palette {
    paper: "#14181d",
    ink: "#e9e7e2",
    muted: "#a6acb3",
    hair: "#2b323a",
    wait: "#1a1f25",
    accent: "#68cbd9",
    on_accent: "#06222a",
    tints: [
        ("#17444e", "#68cbd9"),
        ("#17313a", "#68cbd9"),
        ("#30363e", "#6c757e"),
        ("#14181d", "#6c757e"),
    ],
};

/// The `<style>` of a picture, and the pattern of work.
pub(super) fn style(theme: Theme) -> String {
    let Palette { paper, ink, muted, hair, wait, accent, on_accent, tints } = match theme {
        Theme::Light => LIGHT,
        Theme::Dark => DARK,
    };
    let [(async_fill, async_line), (block_fill, block_line), (sync_fill, sync_line), op] = tints;
    let (op_fill, op_line) = op;
    format!(
        "<defs><pattern id=\"work\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">\
<path d=\"M-1 7L7-1M-1 1L1-1M5 7L7 5\" stroke=\"{ink}\" stroke-opacity=\".55\"/></pattern></defs>
<style>
text{{font:12px system-ui,sans-serif;fill:{ink}}}
.call{{font:12px ui-monospace,Menlo,Consolas,monospace}}
.on-paper,.on-async,.on-block,.on-sync{{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}}
.on-paper{{stroke:{paper}}}
.on-async{{stroke:{async_fill}}}
.on-block{{stroke:{block_fill}}}
.on-sync{{stroke:{sync_fill}}}
.strip{{font:600 10.5px system-ui,sans-serif;fill:{on_accent}}}
.lane{{font:600 13px system-ui,sans-serif}}
.tiny{{font-size:11px;fill:{muted}}}
.tick{{font-size:11.5px}}
.middle{{text-anchor:middle}}
.paper{{fill:{paper}}}
.veil{{fill:{paper};fill-opacity:.7}}
.wait{{fill:{wait}}}
.hair{{stroke:{hair}}}
.rule{{stroke:{muted};stroke-opacity:.7}}
.poll{{fill:{accent}}}
.stop{{fill:{ink}}}
.async{{fill:{async_fill};stroke:{async_line}}}
.block{{fill:{block_fill};stroke:{block_line}}}
.sync{{fill:{sync_fill};stroke:{sync_line}}}
.op{{fill:{op_fill};stroke:{op_line}}}
.cancelled{{fill:none;stroke-dasharray:4 3}}
.done{{fill:{op_line}}}
.hollow{{fill:{paper};fill-opacity:.85;stroke:{sync_line};stroke-dasharray:2 2}}
.hatch{{fill:url(#work)}}
.suspended,.unstarted,.pending,.queued{{fill:none}}
.suspended{{stroke:{async_line};stroke-width:1.5}}
.unstarted{{stroke:{ink};stroke-width:2;stroke-linecap:round;stroke-dasharray:.1 5}}
.diamond{{fill:{paper};stroke:{ink};stroke-width:1.5}}
.cross{{fill:none;stroke:{ink};stroke-width:1.8;stroke-linecap:round}}
.pending{{stroke:{accent};stroke-opacity:.55}}
.queued{{stroke:{accent};stroke-width:4;stroke-opacity:.45}}
.arrow{{fill:none;stroke:{ink};stroke-opacity:.75;stroke-width:1.2}}
.head{{fill:{ink}}}
.spawn{{fill:{paper};stroke:{ink};stroke-width:1.2}}
.print{{fill:{ink};stroke:{paper}}}
.mark{{fill:{paper};stroke:{ink}}}
.cursor{{stroke:{accent};stroke-width:2}}
</style>
"
    )
}
