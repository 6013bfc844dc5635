import type { Language } from "../../domain/plain/language.ts";
import type { SlipConsent } from "../../domain/pledge/slip.ts";
import { Field } from "./field.tsx";
import { scriptWords } from "./script-words.ts";
import type { SlipParts } from "./slip-parts.ts";

const CONSENTS = ["onAir", "town", "amount", "social"] as const satisfies readonly (keyof SlipConsent)[];

/** Who it is, and what may be said of them: read aloud as it stands here, and nothing is a yes but a yes. */
export function CallerFields({ draft, change, words, problemOf, room, desk }: SlipParts) {
	const other = room.languages.find((one) => one !== desk.language);
	return (
		<>
			<div className="caller">
				<Field
					className="wide"
					name="name"
					label={words.name}
					hint={words.nameHint}
					value={draft.name}
					problem={problemOf("name")}
					onChange={(name) => change({ name })}
				/>
				<Field
					name="town"
					label={words.town}
					value={draft.town}
					problem={problemOf("town")}
					onChange={(town) => change({ town })}
				/>
				<Field
					name="pronunciation"
					label={words.pronunciation}
					value={draft.pronunciation}
					problem={problemOf("pronunciation")}
					onChange={(pronunciation) => change({ pronunciation })}
				/>
			</div>
			<fieldset className="consents">
				<legend>{words.consents}</legend>
				{CONSENTS.map((consent) => (
					<label key={consent} className="consent">
						<input
							type="checkbox"
							name={`consent-${consent}`}
							checked={draft.consent[consent]}
							onChange={(event) => change({ consent: { ...draft.consent, [consent]: event.currentTarget.checked } })}
						/>
						<span>
							<Question consent={consent} language={desk.language} />
							{other && <Question consent={consent} language={other} isOther />}
						</span>
					</label>
				))}
			</fieldset>
		</>
	);
}

type QuestionProps = { readonly consent: keyof SlipConsent; readonly language: Language; readonly isOther?: boolean };

function Question({ consent, language, isOther = false }: QuestionProps) {
	return (
		<span lang={language} className={isOther ? "other-tongue" : undefined}>
			{scriptWords(language).consents[consent]}
		</span>
	);
}
