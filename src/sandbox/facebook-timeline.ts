import { randomBytes } from "node:crypto";
import type { FacebookPost, SandboxPage } from "./facebook-store.ts";

type TimelinePage = { readonly html: string; readonly policy: string };

/** How many posts the page shows. */
const SHOWN = 50;

/**
 * The Page as a donor would see it, drawn by the server and kept fresh by a small script. Everything posted is escaped.
 * @param posts oldest first
 * @param followed what the page asks posts.json for from then on
 * @returns the page and the Content-Security-Policy it needs
 */
export function timelinePage(page: SandboxPage, posts: readonly FacebookPost[], followed: string): TimelinePage {
	const nonce = randomBytes(12).toString("base64url");
	const newest = posts.slice(-SHOWN).reverse();
	const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.name)} · sandbox Page</title>
<style nonce="${nonce}">${STYLE}</style>
</head>
<body data-page="${escapeHtml(followed)}">
<p class="sandbox">Sandbox. Nothing here leaves this machine.</p>
<header>
<span class="badge" aria-hidden="true">${escapeHtml(initials(page.name))}</span>
<div><h1>${escapeHtml(page.name)}</h1><p id="count">${countText(posts.length)}</p></div>
</header>
<main>
<p id="empty"${posts.length > 0 ? " hidden" : ""}>Nothing posted yet. Posts appear here within a second.</p>
<ol id="posts" aria-live="polite">
${newest.map((post) => postHtml(page, post)).join("\n")}
</ol>
</main>
<template id="post">${cardHtml(page, EMPTY_CARD)}</template>
<script nonce="${nonce}">${SCRIPT}</script>
</body>
</html>`;
	const policy =
		`default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; ` +
		"img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
	return { html, policy };
}

type Card = { id: string; time: string; iso: string; message: string; link: string; picture: string; alt: string };

const EMPTY_CARD: Card = { id: "", time: "", iso: "", message: "", link: "", picture: "", alt: "" };

const countText = (count: number) => `${count} ${count === 1 ? "post" : "posts"}`;

function postHtml(page: SandboxPage, post: FacebookPost): string {
	const iso = new Date(post.receivedAt).toISOString();
	const [photo] = post.attachedMedia;
	const picture = photo === undefined ? "" : `/_sandbox/photos/${encodeURIComponent(photo.id)}`;
	const time = `${iso.slice(0, 16).replace("T", " ")} UTC`;
	const link = webAddress(post.link ?? "");
	return cardHtml(page, { id: post.id, time, iso, message: post.message, link, picture, alt: photo?.alt ?? "" });
}

function cardHtml(page: SandboxPage, card: Card): string {
	const name = escapeHtml(page.name);
	return `<li data-id="${escapeHtml(card.id)}"><article>
<div class="by"><span class="badge small" aria-hidden="true">${escapeHtml(initials(page.name))}</span>
<div><strong>${name}</strong><time datetime="${escapeHtml(card.iso)}">${escapeHtml(card.time)}</time></div></div>
<p class="message">${escapeHtml(card.message)}</p>
<figure${card.picture === "" ? " hidden" : ""}>
<img width="1200" height="675" alt="${escapeHtml(card.alt)}"${card.picture === "" ? "" : ` src="${escapeHtml(card.picture)}"`}>
<details${card.alt === "" ? " hidden" : ""}><summary>ALT</summary><p>${escapeHtml(card.alt)}</p></details>
</figure>
<a rel="noreferrer"${card.link === "" ? " hidden" : ` href="${escapeHtml(card.link)}"`}>${escapeHtml(card.link)}</a>
</article></li>`;
}

/** A link is shown only where it is http(s): never "javascript:". */
const webAddress = (address: string) => (/^https?:\/\//i.test(address) ? address : "");

const initials = (name: string) =>
	name
		.split(/\s+/)
		.map((word) => [...word][0] ?? "")
		.join("")
		.slice(0, 2)
		.toUpperCase();

function escapeHtml(source: string): string {
	const named: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
	return source.replace(/[&<>"']/g, (char) => named[char] ?? char);
}

const STYLE = `
:root { color-scheme: light; --ink: #1f2430; --soft: #596070; --paper: #fff; --back: #eef0f4; --accent: #7a3e9d; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 17px/1.45 system-ui, sans-serif; }
.sandbox { margin: 0; padding: .35rem 1rem; background: #fff3cd; color: #5a4300; text-align: center; font-size: .875rem; }
header { display: flex; gap: 1rem; align-items: center; background: var(--paper); padding: 1.25rem max(1rem, calc(50vw - 340px)); }
header p { margin: 0; color: var(--soft); }
h1 { font-size: 1.35rem; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
.badge { flex: none; display: grid; place-items: center; width: 4rem; height: 4rem; border-radius: 1rem; background: var(--accent); color: #fff; font-weight: 700; font-size: 1.4rem; }
.badge.small { width: 2.5rem; height: 2.5rem; border-radius: .6rem; font-size: .95rem; }
main { max-width: 680px; margin: 1rem auto; padding: 0 .75rem; }
ol { list-style: none; margin: 0; padding: 0; display: grid; gap: .9rem; }
article { background: var(--paper); border: 1px solid #dfe3ea; border-radius: .75rem; padding: 1rem; }
.by { display: flex; gap: .7rem; align-items: center; }
.by strong, time { display: block; line-height: 1.25; }
time { color: var(--soft); font-size: .875rem; }
.message { margin: .8rem 0 0; white-space: pre-wrap; overflow-wrap: anywhere; }
figure { margin: .8rem -1rem 0; background: var(--back); }
img { display: block; width: 100%; height: auto; aspect-ratio: 1200 / 675; }
details { padding: .35rem 1rem; color: var(--soft); font-size: .875rem; line-height: 1.4; background: var(--paper); }
summary { width: max-content; font-weight: 700; font-size: .75rem; letter-spacing: .04em; cursor: pointer; }
details p { margin: .15rem 0 .35rem; overflow-wrap: anywhere; }
article:has(figure:not([hidden])):not(:has(a:not([hidden]))) { padding-bottom: .35rem; overflow: hidden; }
a { display: block; margin-top: .8rem; color: var(--accent); overflow-wrap: anywhere; }
[hidden] { display: none; }
#empty { color: var(--soft); text-align: center; padding: 3rem 1rem; }
@media (prefers-reduced-motion: no-preference) { .new { animation: come .35s ease-out; } @keyframes come { from { opacity: 0; transform: translateY(-8px); } } }
`;

/** Adds and removes only what changed, so that nothing flickers and a reader's place on the page stays. */
const SCRIPT = `
const list = document.getElementById("posts"), empty = document.getElementById("empty"), count = document.getElementById("count");
const template = document.getElementById("post"), page = document.body.dataset.page;
const web = (address) => /^https?:\\/\\//i.test(address || "") ? address : "";
function ago(iso) {
	const s = Math.max(0, Math.round((Date.now() - Date.parse(iso)) / 1000));
	if (s < 60) return "Just now";
	if (s < 3600) return Math.floor(s / 60) + " min";
	if (s < 86400) return Math.floor(s / 3600) + " h";
	return new Date(iso).toLocaleString();
}
function card(post) {
	const item = template.content.firstElementChild.cloneNode(true), iso = new Date(post.receivedAt).toISOString();
	item.dataset.id = post.id; item.className = "new";
	item.querySelector("time").dateTime = iso;
	item.querySelector(".message").textContent = post.message;
	const photo = post.attachedMedia[0], image = item.querySelector("img"), alt = item.querySelector("details");
	if (photo) {
		image.src = "/_sandbox/photos/" + encodeURIComponent(photo.id); image.alt = photo.alt;
		alt.querySelector("p").textContent = photo.alt; alt.hidden = !photo.alt;
		item.querySelector("figure").hidden = false;
	}
	const link = item.querySelector("a");
	if (web(post.link)) { link.href = post.link; link.textContent = post.link; link.hidden = false; }
	return item;
}
function tellTimes() {
	for (const time of list.querySelectorAll("time")) { const text = ago(time.dateTime); if (time.textContent !== text) time.textContent = text; }
}
async function refresh() {
	const answer = await fetch("/_sandbox/posts.json?page=" + encodeURIComponent(page));
	const all = await answer.json(), newest = all.slice(-${SHOWN});
	const wanted = new Set(newest.map((post) => post.id)), there = new Set();
	for (const item of [...list.children]) { if (wanted.has(item.dataset.id)) there.add(item.dataset.id); else item.remove(); }
	for (const post of newest) if (!there.has(post.id)) list.prepend(card(post));
	count.textContent = all.length + (all.length === 1 ? " post" : " posts"); empty.hidden = all.length > 0;
}
async function tick() {
	if (!document.hidden) { try { await refresh(); } catch { /* the sandbox restarts: keep what is shown, try again */ } tellTimes(); }
	setTimeout(tick, 1000);
}
tellTimes(); tick();
`;
