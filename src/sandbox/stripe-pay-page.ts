import { formatMoney } from "../domain/money.ts";
import type { SandboxSession } from "./stripe-state.ts";

const STYLE = `
body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #f6f7f9; color: #1a1f36; }
main { max-width: 26rem; margin: 8vh auto; padding: 2rem; background: #fff; border-radius: 12px; box-shadow: 0 2px 12px #0002; }
h1 { font-size: 2rem; margin: 0 0 .25rem; }
p { margin: 0 0 1.25rem; color: #4a5068; }
label { display: block; margin: 0 0 1rem; font-weight: 600; }
input { display: block; width: 100%; box-sizing: border-box; margin-top: .25rem; padding: .7rem; font: inherit; border: 1px solid #8a90a6; border-radius: 8px; }
button { width: 100%; padding: .85rem; font: inherit; font-weight: 700; color: #fff; background: #3b3fd8; border: 0; border-radius: 8px; cursor: pointer; }
button:focus-visible, input:focus-visible, a:focus-visible { outline: 3px solid #ffb020; outline-offset: 2px; }
a { display: block; margin-top: 1rem; text-align: center; color: #3b3fd8; }`;

/** The sandbox's stand-in for Stripe's hosted Checkout page. No card is asked for, and none is charged. */
export function payPage(session: SandboxSession): string {
	const { gift } = session;
	const amount = formatMoney({ amount: gift.amount, currency: gift.currency });
	const each = gift.monthly ? " a month" : "";
	const back = session.cancelUrl === null ? "" : `<a href="${escapeHtml(session.cancelUrl)}">Back without giving</a>`;
	return page(
		`Give ${amount}`,
		`<h1>${escapeHtml(amount + each)}</h1>
<p>Sandbox checkout: no card is needed, and no money moves.</p>
<form method="post">
<label>Name<input name="name" autocomplete="name" value="${escapeHtml(gift.name ?? "")}"></label>
<label>E-mail<input name="email" type="email" autocomplete="email" value="${escapeHtml(gift.email ?? "")}"></label>
<button type="submit">Give ${escapeHtml(amount + each)}</button>
</form>${back}`,
	);
}

export function notePage(title: string, text: string): string {
	return page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>`);
}

function page(title: string, body: string): string {
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
}

function escapeHtml(text: string): string {
	const marks: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
	return text.replace(/[&<>"']/g, (mark) => marks[mark] ?? mark);
}
