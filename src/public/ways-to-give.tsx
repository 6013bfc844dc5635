import type { PageView } from "./page-view.ts";
import { QrCode } from "./qr-code.tsx";

/** Phone, text code, the hospital's own page, and this page on another phone. */
export function WaysToGive({ view, isOnly }: { readonly view: PageView; readonly isOnly: boolean }) {
	const { campaign, words, address } = view;
	const { phone } = campaign;
	const site = webSite(campaign.donateUrl);
	const text = textCode(campaign.textCode);
	return (
		<aside className="ways" aria-labelledby="ways-title">
			<h2 id="ways-title" className={isOnly ? "unseen" : undefined}>
				{words.otherWays}
			</h2>
			<dl>
				{phone && (
					<div>
						<dt>{words.phone}</dt>
						<dd>
							<a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{phone}</a>
						</dd>
					</div>
				)}
				{campaign.textCode && (
					<div>
						<dt>{words.text}</dt>
						<dd>
							{text ? (
								<a href={`sms:${text.number}?&body=${encodeURIComponent(text.word)}`}>
									{words.textTo(text.word, text.number)}
								</a>
							) : (
								campaign.textCode
							)}
						</dd>
					</div>
				)}
				{site && (
					<div>
						<dt>{words.web}</dt>
						<dd>
							<a href={site.href} className="address" rel="noopener">
								{site.host}
							</a>
						</dd>
					</div>
				)}
			</dl>
			<figure>
				<QrCode text={`${address}#give`} name={words.qrName(address)} />
				<figcaption>
					<strong>{words.qr}</strong> {words.qrHint}
				</figcaption>
			</figure>
		</aside>
	);
}

/** Null where it is no address of the web: nothing else may become a link here. */
function webSite(address: string): URL | null {
	const url = URL.canParse(address) ? new URL(address) : null;
	return url !== null && /^https?:$/.test(url.protocol) ? url : null;
}

/** "HOPE to 51555" as its two parts, so that a phone can write the message itself. */
function textCode(code: string): { word: string; number: string } | null {
	const match = /^(\S+)\s+(?:to|al?)\s+(\d{3,14})$/i.exec(code.trim());
	return match?.[1] && match[2] ? { word: match[1], number: match[2] } : null;
}
