import { formatMoney } from "../domain/plain/money.ts";
import type { SandboxSession } from "./stripe-state.ts";

const STYLE = `
* { box-sizing: border-box; }
body { font: 16px/1.5 system-ui, "Noto Sans", sans-serif; margin: 0; background: #eef0f4; color: #1a1f36; }
.flag { margin: 0; padding: .6rem 1rem; background: #ffd24d; color: #1a1f36; font-weight: 700; text-align: center; }
main { display: grid; max-width: 56rem; margin: 6vh auto; background: #fff; border-radius: 14px; box-shadow: 0 4px 24px #1a1f3618; overflow: hidden; }
@media (min-width: 48rem) { main { grid-template-columns: 5fr 6fr; } }
section { padding: 2.25rem; min-width: 0; }
.sum { background: #1a1f36; color: #fff; }
.sum p { margin: 0; color: #c7cbdd; overflow-wrap: anywhere; }
h1 { font-size: 2.75rem; line-height: 1.1; margin: .25rem 0 1rem; letter-spacing: -.02em; }
h1 small { font-size: 1.1rem; font-weight: 500; letter-spacing: 0; color: #c7cbdd; }
label { display: block; margin: 0 0 1rem; font-weight: 600; }
input { display: block; width: 100%; margin-top: .25rem; padding: .7rem; font: inherit; border: 1px solid #7b8199; border-radius: 8px; }
button { width: 100%; min-height: 48px; padding: .8rem; font: inherit; font-weight: 700; border: 2px solid #3b3fd8; border-radius: 8px; cursor: pointer; background: #fff; color: #3b3fd8; margin-bottom: .6rem; }
button.main { background: #3b3fd8; color: #fff; }
button.no { border-color: #7b8199; color: #4a5068; }
.error { padding: .75rem 1rem; border: 2px solid #b3261e; border-radius: 8px; color: #b3261e; font-weight: 600; }
:is(button, input, a):focus-visible { outline: 3px solid #ffb020; outline-offset: 2px; }
.sum a { display: inline-block; margin-top: 2rem; color: #fff; }
.note { padding: 2.25rem; }`;

/** The sandbox's stand-in for Stripe's hosted Checkout page. No card is asked for, and none is charged. */
export function payPage(session: SandboxSession, declined = false): string {
	const { gift, asked, what } = session;
	const amount = formatMoney({ amount: gift.amount, currency: gift.currency });
	const each = gift.monthly ? " a month" : "";
	const back = asked.cancel_url === null ? "" : `<a href="${escapeHtml(asked.cancel_url)}">← Back without giving</a>`;
	const error = declined
		? '<p class="error" role="alert">Your card was declined. Nothing was taken. Try another way.</p>'
		: "";
	return page(
		`Give ${amount}`,
		`<main><section class="sum"><p>${escapeHtml(what)}</p>
<h1>${escapeHtml(amount)}<small>${each}</small></h1>
<p>No card is needed here, and no money moves. With a real key this page is Stripe’s own.</p>${back}</section>
<section>${error}<form method="post">
<label>E-mail<input name="email" type="email" autocomplete="email" value="${escapeHtml(gift.email ?? "")}"></label>
<label>Name on card<input name="name" autocomplete="cc-name" value="${escapeHtml(gift.name ?? "")}"></label>
<button class="main" type="submit" name="pay" value="card">Give ${escapeHtml(amount + each)}</button>
<button type="submit" name="pay" value="bank">Give from a bank account (arrives later)</button>
<button class="no" type="submit" name="pay" value="declined-card">Try a card that is declined</button>
</form></section></main>`,
	);
}

export function notePage(title: string, text: string): string {
	return page(
		title,
		`<main><section class="note"><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></section></main>`,
	);
}

function page(title: string, body: string): string {
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Sandbox Stripe Checkout</title><style>${STYLE}</style></head><body>
<p class="flag">Sandbox Stripe Checkout: nothing is charged</p>${body}</body></html>`;
}

function escapeHtml(text: string): string {
	const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
	return text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
}
