import type { Giver } from "../domain/gift/gift-fact.ts";
import { giveWords } from "../domain/words/give-words.ts";
import { thankWords } from "../domain/words/thank-words.ts";
import { type GivePlace, giveShell } from "./give-shell.tsx";
import { ShownNames } from "./shown-names.tsx";

export type MyGift = {
	readonly giver: Giver;
	/** Where the forms are sent: this page's own address. */
	readonly action: string;
	/** What the donor did just now. */
	readonly done: "saved" | "hidden" | null;
};

/** The donor's own page about their name: what is shown where, one press to hide it all, and a choice of places. */
export function myGiftPage(place: GivePlace, { giver, action, done }: MyGift): string {
	const words = thankWords(place.language);
	const { consent = {} } = giver;
	const isShown = consent.name === true;
	return giveShell(place, {
		title: words.mineTitle,
		children: (
			<>
				<h1>{words.mineTitle}</h1>
				<p className="own-done" role="status">
					{done === null ? "" : words[done]}
				</p>
				<section aria-labelledby="shown-title">
					<h2 id="shown-title">{words.shownTitle}</h2>
					<ShownNames giver={giver} language={place.language} />
				</section>
				{isShown && (
					<section aria-labelledby="hide-title">
						<h2 id="hide-title">{words.hideTitle}</h2>
						<p className="own-note" id="hide-hint">
							{words.hideHint}
						</p>
						<form method="post" action={action}>
							<button type="submit" className="own-button" name="do" value="hide" aria-describedby="hide-hint">
								{words.hide}
							</button>
						</form>
					</section>
				)}
				<Choices {...place} giver={giver} action={action} />
				<p className="own-note">{words.posted}</p>
			</>
		),
	});
}

function Choices({ language, giver, action }: GivePlace & { readonly giver: Giver; readonly action: string }) {
	const words = thankWords(language);
	const labels = giveWords(language);
	const { consent = {} } = giver;
	const isNamed = consent.name === true;
	const boxes = [
		["show_page", labels.consentPage, isNamed && consent.page !== false],
		["on_air", labels.consentOnAir, isNamed && consent.onAir === true],
		["social", labels.consentSocial, isNamed && consent.social === true],
		["show_amount", labels.consentAmount, consent.amount === true],
	] as const;
	return (
		<form className="give-form own-choices" method="post" action={action}>
			<fieldset className="give-consents">
				<legend>{words.chooseTitle}</legend>
				{boxes.map(([field, label, isOn]) => (
					<label key={field} className="give-tick" htmlFor={`give-${field}`}>
						<input type="checkbox" id={`give-${field}`} name={field} value="yes" defaultChecked={isOn} />
						<span>{label}</span>
					</label>
				))}
			</fieldset>
			<button type="submit" className="own-button is-quiet" name="do" value="choose">
				{words.save}
			</button>
		</form>
	);
}
