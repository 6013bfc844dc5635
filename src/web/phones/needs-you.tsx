import { MINUTE } from "../../domain/plain/instant.ts";
import type { Language } from "../../domain/plain/language.ts";
import type { Alike } from "../../domain/pledge/slip-alike.ts";
import { slipProblemWords } from "../../domain/pledge/slip-words.ts";
import type { PhoneRoom } from "../contract/phones.ts";
import type { PhoneWords } from "./english-words.ts";
import type { KeptSlip } from "./kept-slip.ts";
import type { SlipActs } from "./slip-acts.ts";
import { moneyOf } from "./when.ts";
import { filled } from "./words.ts";

type Props = {
	readonly slips: readonly KeptSlip[];
	readonly words: PhoneWords;
	readonly room: PhoneRoom;
	readonly language: Language;
	readonly acts: SlipActs;
	readonly onChange: (kept: KeptSlip) => void;
};

/** Slips that are not taken until the volunteer says something: right above the next one, and in nobody's way. */
export function NeedsYou(props: Props) {
	const { slips, words } = props;
	if (slips.length === 0) return null;
	return (
		<section className="needs" aria-labelledby="needs" role="alert">
			<h2 id="needs">{words.needsYou}</h2>
			{slips.map((kept) => (
				<One key={kept.clientId} kept={kept} {...props} />
			))}
		</section>
	);
}

function One({ kept, words, room, language, acts, onChange }: Props & { readonly kept: KeptSlip }) {
	const { slip, standing } = kept;
	const often = slip.monthly ? words.monthly : words.once;
	return (
		<div className="need">
			<p className="need-slip">
				<strong>{moneyOf(slip.amount, room.currency, language)}</strong> {often.toLowerCase()},{" "}
				{slip.name === "" ? words.noName : slip.name}
			</p>
			{standing.is === "alike" && (
				<>
					<p>{alikeWords(standing.alike, words)}</p>
					<div className="need-acts">
						<button type="button" className="small" onClick={() => void acts.saveAnyway(kept)}>
							{words.another}
						</button>
						<button type="button" className="plain" onClick={() => void acts.throwAway(kept)}>
							{words.same}
						</button>
					</div>
				</>
			)}
			{standing.is === "refused" && (
				<>
					<p>
						{words.refused}{" "}
						{standing.problems.map((problem) => slipProblemWords(problem, room.currency, language)).join(" ")}
					</p>
					<div className="need-acts">
						<button type="button" className="small" onClick={() => onChange(kept)}>
							{words.change}
						</button>
						<button type="button" className="plain" onClick={() => void acts.throwAway(kept)}>
							{words.throwAway}
						</button>
					</div>
				</>
			)}
		</div>
	);
}

/** Nothing of the other slip but what this volunteer wrote themselves. */
function alikeWords({ by, ago, isOwn }: Alike, words: PhoneWords): string {
	const minutes = Math.round(ago / MINUTE);
	const shared = by.map((one) => words.by[one]);
	const what =
		shared.length > 1 ? `${shared.slice(0, -1).join(", ")} ${words.and} ${shared.at(-1)}` : (shared[0] ?? "");
	return filled(words.alike, {
		ago: minutes === 0 ? words.agoNow : filled(words.agoMinutes, { count: minutes }),
		own: isOwn ? words.alikeOwn : "",
		what,
	});
}
