import { createHash } from "node:crypto";

export type Consent = {
	readonly platform: "X" | "Facebook";
	readonly appName: string;
	/** Why nothing can be agreed to; null: it can. */
	readonly wrong: string | null;
	/** Where the form goes, with these fields. */
	readonly action: string;
	readonly fields: URLSearchParams;
	/** The app's address, where the form's answer leads. */
	readonly callback: string;
	readonly accounts: readonly { readonly id: string; readonly name: string; readonly detail: string }[];
	readonly permissions: readonly string[];
	readonly yes: string;
};

const STYLE = `
:root { color-scheme: light; --ink: #16202b; --soft: #55616e; --line: #d8dee5; --ground: #eef1f4; --act: #0b5c8c; }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 17px/1.5 system-ui, sans-serif; }
.flag { margin: 0; padding: 8px 16px; background: #fff4d6; color: #5c4300; text-align: center; font-size: 14px; }
main { max-width: 480px; margin: 32px auto; padding: 32px; background: #fff; border: 1px solid var(--line); border-radius: 16px; }
h1 { margin: 0 0 8px; font-size: 24px; line-height: 1.25; text-wrap: balance; }
p { margin: 0 0 16px; color: var(--soft); }
fieldset { margin: 0 0 24px; padding: 0; border: 0; }
legend { padding: 0; font-weight: 700; }
label { display: flex; gap: 12px; align-items: center; padding: 12px 0; border-bottom: 1px solid var(--line); }
label span { display: grid; line-height: 1.3; }
small { color: var(--soft); font-size: 14px; }
input { width: 20px; height: 20px; accent-color: var(--act); }
ul { margin: 8px 0 24px; padding-left: 20px; }
.acts { display: grid; gap: 12px; }
button { min-height: 48px; border-radius: 999px; border: 1px solid var(--act); background: var(--act); color: #fff; font: inherit; font-weight: 700; cursor: pointer; }
button.no { background: #fff; color: var(--ink); border-color: var(--line); }
@media (max-width: 520px) { main { margin: 0; border: 0; border-radius: 0; } }
`;

/** "Carillon wants to access your account": the page that a staff member meets at the platform, in the sandbox. */
export function consentPage(consent: Consent): { html: string; policy: string } {
	const { platform, appName, wrong } = consent;
	const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(appName)} at ${platform} (sandbox)</title>
<style>${STYLE}</style>
</head>
<body>
<p class="flag">${platform} sandbox on this machine. Nothing here is public.</p>
<main>${wrong === null ? form(consent) : `<h1>Something is wrong with this request</h1><p>${escapeHtml(wrong)}</p>`}</main>
</body>
</html>`;
	const style = `'sha256-${createHash("sha256").update(STYLE).digest("base64")}'`;
	// The form's answer is a redirect to the app, which browsers hold to the same rule.
	const target = URL.canParse(consent.callback) ? ` ${new URL(consent.callback).origin}` : "";
	return { html, policy: `default-src 'none'; img-src data:; style-src ${style}; form-action 'self'${target}` };
}

function form({ platform, appName, action, fields, accounts, permissions, yes }: Consent): string {
	const hidden = [...fields].map(([name, value]) => hiddenField(name, value)).join("");
	const choices = accounts.map(
		({ id, name, detail }, index) =>
			`<label><input type="radio" name="account" value="${escapeHtml(id)}"${index === 0 ? " checked" : ""}>` +
			`<span>${escapeHtml(name)}<small>${escapeHtml(detail)}</small></span></label>`,
	);
	return `<h1>${escapeHtml(appName)} wants to access your ${platform} account</h1>
<p>You stay in control: it can be taken back at any time.</p>
<form method="post" action="${escapeHtml(action)}">${hidden}
<fieldset><legend>Signed in as</legend>${choices.join("")}</fieldset>
<strong>${escapeHtml(appName)} will be able to</strong>
<ul>${permissions.map((one) => `<li>${escapeHtml(one)}</li>`).join("")}</ul>
<div class="acts"><button name="answer" value="yes">${escapeHtml(yes)}</button>
<button class="no" name="answer" value="no">Cancel</button></div>
</form>`;
}

function hiddenField(name: string, value: string): string {
	return `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
}

function escapeHtml(source: string): string {
	const named: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
	return source.replace(/[&<>"']/g, (char) => named[char] ?? char);
}
