// Emoji 🫖, tabs and wide letters before and inside of what is marked.
export default async function (log) {
	const Ünïcode = "🫖🫖";	const pour = async (it) => `${it} 👩‍👩‍👧`; log(await pour(Ünïcode));
	/* 茶 */ for await (const 茶 of [pour("緑茶")]) log(茶, /* 🫖 */ await 茶);
}
