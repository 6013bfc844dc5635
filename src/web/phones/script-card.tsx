import type { Language } from "../../domain/plain/language.ts";
import type { PhoneRoom } from "../contract/phones.ts";
import type { PhoneWords } from "./english-words.ts";
import { scriptWords } from "./script-words.ts";
import { filled, phoneWords } from "./words.ts";

const LINES = ["greeting", "often", "name", "payment", "thanks"] as const;

/** The call, word for word; in the drive's other language below. */
export function ScriptCard({ room, language }: { readonly room: PhoneRoom; readonly language: Language }) {
	const other = room.languages.find((one) => one !== language);
	const values = { drive: room.name, hospital: room.hospital };
	return (
		<section className="script" aria-labelledby="script">
			<h2 id="script">{phoneWords(language).script}</h2>
			<ol>
				{LINES.map((line) => (
					<li key={line} className="script-line">
						<span lang={language}>{filled(scriptWords(language)[line], values)}</span>
						{other && (
							<span lang={other} className="other-tongue">
								{filled(scriptWords(other)[line], values)}
							</span>
						)}
					</li>
				))}
			</ol>
		</section>
	);
}

export function Keys({ words }: { readonly words: PhoneWords }) {
	return (
		<section className="keys-card" aria-labelledby="keys">
			<h2 id="keys">{words.keys}</h2>
			<dl>
				{words.keysWords.map(([key, does]) => (
					<div key={key}>
						<dt>
							<kbd>{key}</kbd>
						</dt>
						<dd>{does}</dd>
					</div>
				))}
			</dl>
		</section>
	);
}
