import { consentedName, publicName } from "../domain/gift/donor-name.ts";
import type { Giver } from "../domain/gift/gift-fact.ts";
import { isPresentable } from "../domain/gift/moderation.ts";
import type { Language } from "../domain/plain/language.ts";
import { thankWords } from "../domain/words/thank-words.ts";

/** Each place with the name exactly as it stands there now. */
export function ShownNames({ giver, language }: { readonly giver: Giver; readonly language: Language }) {
	const words = thankWords(language);
	const { onAir, page, social, amount } = words.places;
	const rows = [
		[onAir, "on-air"],
		[page, "page"],
		[social, "social"],
	] as const;
	const isHeld = giver.consent?.name === true && giver.name !== undefined && !isPresentable(giver);
	return (
		<>
			<dl className="own-shown">
				{rows.map(([label, place]) => (
					<div key={place} className={consentedName(giver, place) === null ? undefined : "is-named"}>
						<dt>{label}</dt>
						<dd>
							<bdi>{publicName(giver, place, language)}</bdi>
						</dd>
					</div>
				))}
				<div>
					<dt>{amount}</dt>
					<dd>{giver.consent?.amount === true ? words.amountShown : words.amountHidden}</dd>
				</div>
			</dl>
			{isHeld && <p className="own-note">{words.held}</p>}
			{!giver.name && <p className="own-note">{words.noName}</p>}
		</>
	);
}
