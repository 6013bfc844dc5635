import type { Board, ThankFilter } from "../../contract/board.ts";
import type { Words } from "../words.ts";
import type { Chosen } from "./thank-queue.ts";

type Props = {
	readonly words: Words;
	readonly board: Board | null;
	readonly chosen: Chosen;
	readonly choose: (chosen: Chosen) => void;
};

/** Which gifts are listed: one kind, from one town or any. */
export function ThankFilters({ words, board, chosen, choose }: Props) {
	const { thank } = words;
	const kinds: readonly [ThankFilter, string][] = [
		["all", thank.all],
		["big", thank.bigOnes],
		["monthly", thank.monthlyOnes],
		["first-time", thank.firstTimers],
	];
	const towns = board?.towns ?? [];
	return (
		<fieldset className="filters" aria-label={thank.filters}>
			{kinds.map(([filter, name]) => (
				<button
					type="button"
					key={filter}
					aria-pressed={chosen.filter === filter}
					onClick={() => choose({ ...chosen, filter })}
				>
					{name}
				</button>
			))}
			<select
				aria-label={thank.town}
				value={chosen.town ?? ""}
				className={chosen.town === null ? "" : "is-chosen"}
				onChange={(event) => {
					choose({ ...chosen, town: event.target.value || null });
					event.target.blur();
				}}
			>
				<option value="">{thank.everyTown}</option>
				{chosen.town !== null && !towns.some(({ town }) => town === chosen.town) && <option>{chosen.town}</option>}
				{towns.map(({ town, count }) => (
					<option key={town} value={town}>{`${town} (${count})`}</option>
				))}
			</select>
		</fieldset>
	);
}
