import { createHash } from "node:crypto";

const STYLE = `
:root{color-scheme:light dark;--ink:#14171c;--soft:#5b6570;--line:#dfe4ea;--sheet:#fff;--ground:#f4f6f8;--tag:#0a66b7;--flag:#fff4d6;--flag-ink:#5c4300}
@media (prefers-color-scheme:dark){:root{--ink:#eceff3;--soft:#9aa6b2;--line:#2b323b;--sheet:#14181d;--ground:#0c0f13;--tag:#7cc0ff;--flag:#3a2f10;--flag-ink:#ffe6a3}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:600px;min-height:100vh;margin:0 auto;background:var(--sheet);border-inline:1px solid var(--line)}
.flag{margin:0;padding:8px 16px;background:var(--flag);color:var(--flag-ink);font-size:14px}
header{padding:16px;border-bottom:1px solid var(--line)}
h1{margin:0;font-size:20px;line-height:1.25;overflow-wrap:anywhere}
header p{margin:2px 0 0;color:var(--soft);font-size:15px}
ol{list-style:none;margin:0;padding:0}
article{display:grid;grid-template-columns:44px minmax(0,1fr);gap:12px;padding:14px 16px;border-bottom:1px solid var(--line)}
article.linked{background:var(--ground)}
.face{width:44px;height:44px;border-radius:50%;display:grid;place-items:center;background:#0b5c8c;color:#fff;font-weight:700;font-size:18px}
.who{display:flex;flex-wrap:wrap;gap:0 6px;margin:0;font-size:15px}
.who b{font-weight:700}
.who span,.who time{color:var(--soft)}
.text{margin:4px 0 0;white-space:pre-wrap;overflow-wrap:anywhere}
.tag{color:var(--tag)}
figure{margin:10px 0 0;border:1px solid var(--line);border-radius:14px;overflow:hidden;background:var(--ground)}
img{display:block;width:100%;height:auto;aspect-ratio:1200/675}
details{padding:5px 12px;color:var(--soft);font-size:14px;line-height:1.4}
summary{width:max-content;font-weight:700;font-size:12px;letter-spacing:.04em;cursor:pointer}
details p{margin:2px 0 5px;overflow-wrap:anywhere}
.none{padding:40px 16px;text-align:center;color:var(--soft)}
@media (min-width:1000px){body{font-size:17px}h1{font-size:23px}}
`;

/**
 * Everything that came over the wire enters the page as text nodes, never as markup. A post's element is made once and
 * stays, so that looking every second makes nothing flicker and no screen reader repeat itself.
 */
const SCRIPT = `
const list = document.querySelector("ol"), none = document.querySelector(".none");
const wanted = new URLSearchParams(location.search).get("account");
const shown = new Map();
let linked = location.hash.startsWith("#post-") ? location.hash.slice(6) : null;
function el(tag, className, text) {
	const node = document.createElement(tag);
	if (className) node.className = className;
	if (text !== undefined) node.textContent = text;
	return node;
}
function textNodes(text) {
	return text.split(/((?:#[\\p{L}\\p{N}_]+)|(?:https?:\\/\\/\\S+))/u).map((part, i) => i % 2 ? el("span", "tag", part) : document.createTextNode(part));
}
function card(account, post) {
	const item = el("li"), article = el("article"), body = el("div"), who = el("p", "who"), text = el("p", "text");
	article.id = "post-" + post.id;
	const face = el("div", "face", [...account.name][0] ?? "?");
	face.setAttribute("aria-hidden", "true");
	const time = el("time", "", new Date(post.receivedAt).toLocaleTimeString([], { hour: "numeric", minute: "2-digit" }));
	time.dateTime = new Date(post.receivedAt).toISOString();
	who.append(el("b", "", account.name), el("span", "", "@" + account.username), el("span", "", "\\u00b7"), time);
	text.dir = "auto";
	text.append(...textNodes(post.text));
	body.append(who, text);
	for (const id of post.mediaIds) {
		const figure = el("figure"), image = el("img");
		image.src = "/_sandbox/media/" + encodeURIComponent(id);
		image.alt = post.altText;
		image.width = 1200;
		image.height = 675;
		figure.append(image);
		if (post.altText) {
			const alt = el("details");
			alt.append(el("summary", "", "ALT"), el("p", "", post.altText));
			figure.append(alt);
		}
		body.append(figure);
	}
	article.append(face, body);
	item.append(article);
	return item;
}
async function look() {
	try {
		const { accounts, posts } = await (await fetch("/_sandbox/posts.json")).json();
		const account = accounts.find((one) => one.username === wanted) ?? accounts[0];
		const own = posts.filter((post) => post.accountId === account.id && !post.deleted);
		document.title = account.name + " (sandbox)";
		document.querySelector("h1").textContent = account.name;
		document.querySelector("header p").textContent = "@" + account.username + " \\u00b7 " + own.length + (own.length === 1 ? " post" : " posts");
		const ids = new Set(own.map((post) => post.id));
		for (const [id, node] of shown) if (!ids.has(id)) { node.remove(); shown.delete(id); }
		for (const post of own) {
			if (shown.has(post.id)) continue;
			const node = card(account, post);
			shown.set(post.id, node);
			list.prepend(node);
		}
		none.hidden = own.length > 0;
		// A link to one post arrives before the post does.
		if (linked && shown.has(linked)) { document.getElementById("post-" + linked).classList.add("linked"); document.getElementById("post-" + linked).scrollIntoView(); linked = null; }
	} catch {
		document.querySelector("header p").textContent = "The sandbox does not answer; looking again every second.";
	}
	setTimeout(look, 1000);
}
look();
`;

function sourceHash(source: string): string {
	return `'sha256-${createHash("sha256").update(source).digest("base64")}'`;
}

export const TIMELINE_POLICY = `default-src 'none'; connect-src 'self'; img-src 'self' data:; style-src ${sourceHash(STYLE)}; script-src ${sourceHash(SCRIPT)}`;

/** The account's timeline as a donor would see it; `?account=handle` where the sandbox has several. */
export const TIMELINE_PAGE = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>X sandbox</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<p class="flag">X sandbox on this machine. Nothing here is public.</p>
<header><h1>X sandbox</h1><p>Loading</p></header>
<ol aria-label="Posts"></ol>
<p class="none" hidden>No posts yet.</p>
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
