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

const LIGHT: Palette = Palette {
    paper: "#fdfcf9",
    ink: "#24221e",
    muted: "#68635a",
    hair: "#e4dfd4",
    wait: "#f3efe6",
    accent: "#b3472a",
    on_accent: "#ffffff",
    tints: [
        ("#dce8f4", "#6f91b5"),
        ("#e7e2f3", "#9183bb"),
        ("#f1ead6", "#ad9a60"),
        ("#dcebde", "#6f9d7c"),
    ],
};

const DARK: Palette = Palette {
    paper: "#191a1d",
    ink: "#ece8e0",
    muted: "#a8a297",
    hair: "#34353a",
    wait: "#222327",
    accent: "#f08a62",
    on_accent: "#1d0f09",
    tints: [
        ("#233a50", "#6c97c2"),
        ("#352f50", "#9a8dd0"),
        ("#3d3724", "#aa9a62"),
        ("#213a2b", "#6fa583"),
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
