import { randomUUID } from "node:crypto";
import type { GiveErrors, GiveInput } from "../domain/words/give-words.ts";
import { thankWords } from "../domain/words/thank-words.ts";
import { GiveForm } from "./give-form.tsx";
import { type GivePlace, giveShell } from "./give-shell.tsx";

export type GiveAgain = {
	readonly input: GiveInput;
	readonly errors?: GiveErrors;
	/** What went wrong beside the form's own fields. */
	readonly trouble?: string;
	/** Says how else to give. */
	readonly hasOtherWays?: boolean;
};

/** The giving form again, with all that was typed and with what is wrong at its place. */
export function givePage(place: GivePlace, { input, errors, trouble, hasOtherWays }: GiveAgain): string {
	const { campaign, language } = place;
	const words = thankWords(language);
	const { slug, currency, stations, page, shortName } = campaign;
	return giveShell(place, {
		title: words.giveTitle(shortName),
		children: (
			<>
				<h1>{words.giveTitle(shortName)}</h1>
				{trouble !== undefined && (
					<div className="own-trouble" role="alert">
						<p>{trouble}</p>
						{hasOtherWays && <OtherWays {...place} />}
					</div>
				)}
				<GiveForm
					{...{ slug, language, currency, stations, input, errors }}
					onceAmounts={page.onceAmounts}
					monthlyAmounts={page.monthlyAmounts}
					nonce={randomUUID()}
				/>
			</>
		),
	});
}

/** A page of one sentence, where there is nothing to fill in. */
export function sentencePage(place: GivePlace, title: string, sentence: string): string {
	return giveShell(place, {
		title,
		children: (
			<>
				<h1>{title}</h1>
				<p className="own-lead">{sentence}</p>
				<OtherWays {...place} />
			</>
		),
	});
}

function OtherWays({ campaign: { phone, textCode }, language }: GivePlace) {
	const words = thankWords(language);
	if (!phone && !textCode) return null;
	return (
		<>
			<p>{words.awayWays}</p>
			<ul className="own-ways">
				{phone && (
					<li>
						<a href={`tel:${phone.replace(/[^\d+]/g, "")}`}>{words.call(phone)}</a>
					</li>
				)}
				{textCode && <li>{words.text(textCode)}</li>}
			</ul>
		</>
	);
}
