import { useEffect, useRef } from "react";
import type { Board, ScreenRole } from "../../contract/board.ts";
import type { BoardStore } from "../board-store.ts";
import type { Drive } from "../drive.ts";
import type { Reader } from "../use-reader.ts";
import type { Deeds } from "./deeds.ts";
import { ThankActions } from "./thank-actions.tsx";
import { ThankFilters } from "./thank-filters.tsx";
import type { Chosen } from "./thank-queue.ts";
import { ThankLine } from "./thank-row.tsx";
import type { Queue } from "./use-queue.ts";
import type { Thanks } from "./use-thanks.ts";

type Props = {
	readonly drive: Drive;
	readonly store: BoardStore;
	readonly board: Board | null;
	readonly role: ScreenRole;
	readonly queue: Queue;
	readonly chosen: Chosen;
	/** Gifts whose action is under way. */
	readonly pending: ReadonlySet<string>;
	readonly reader: Reader;
	readonly thanks: Thanks;
	readonly deeds: Deeds;
};

/** More than anybody looks through by hand; the rest comes up as these are thanked. */
const MOST_ROWS = 40;

/** Whom to thank. */
export function ThankList({ drive, store, board, role, queue, chosen, pending, reader, thanks, deeds }: Props) {
	const { words } = drive;
	const mayAct = role !== "watch";
	const waiting = board?.counts.all ?? null;
	return (
		<section className={`thanks ${mayAct ? "may-act" : ""}`} aria-labelledby="thanks-title">
			<header>
				<h2 id="thanks-title">
					{words.thank.title}
					{waiting !== null && waiting > 0 && <span className="count">{words.thank.waiting(waiting)}</span>}
				</h2>
				{mayAct && <ReaderName drive={drive} reader={reader} />}
			</header>
			{mayAct && <ThankFilters words={words} board={board} chosen={chosen} choose={(one) => store.choose(one)} />}
			<Rows drive={drive} queue={queue} pending={pending} mayAct={mayAct} nobody={nobodyWords(drive, board, chosen)} />
			{mayAct && (
				<>
					<p className="says" role="status">
						{thanks.says || (deeds.canAct ? "" : words.act.offline)}
					</p>
					<ThankActions words={words} deeds={deeds} />
				</>
			)}
		</section>
	);
}

type RowsProps = Pick<Props, "drive" | "queue" | "pending"> & { readonly mayAct: boolean; readonly nobody: string };

function Rows({ drive, queue, pending, mayAct, nobody }: RowsProps) {
	const list = useRef<HTMLUListElement>(null);
	const selectedId = queue.selected?.giftId ?? null;
	const firstSeq = useRef(drive.state.seq);
	const arrived = new Set(drive.state.rows.filter(({ seq }) => seq !== null && seq > firstSeq.current).map(idOf));
	useEffect(() => {
		const at = queue.rows.findIndex(({ giftId }) => giftId === selectedId);
		const isScrolling = list.current !== null && list.current.scrollHeight > list.current.clientHeight;
		// Only inside the list: on a phone it is as long as it is, and the page must not jump.
		if (isScrolling) list.current?.children[at]?.scrollIntoView({ block: "nearest" });
	}, [selectedId, queue.rows]);
	return (
		<div className="rows">
			{queue.rows.length === 0 && <p className="nobody">{nobody}</p>}
			<ul ref={list} aria-label={drive.words.thank.list}>
				{queue.rows.slice(0, MOST_ROWS).map((row) => (
					<ThankLine
						key={row.giftId}
						drive={drive}
						row={row}
						isSelected={mayAct && row.giftId === selectedId}
						isBusy={pending.has(row.giftId)}
						isNew={arrived.has(row.giftId)}
						onSelect={mayAct ? () => queue.select(row.giftId) : undefined}
					/>
				))}
			</ul>
		</div>
	);
}

function idOf({ giftId }: { giftId: string }): string {
	return giftId;
}

function nobodyWords({ words, state }: Drive, board: Board | null, { filter, town }: Chosen): string {
	if (filter !== "all" || town !== null) return words.thank.nobodyHere;
	return state.gifts > 0 && board !== null ? words.thank.nobodyLeft : words.thank.nobody;
}

/** Asked for once and kept; nobody has to give it. */
function ReaderName({ drive: { words }, reader }: Pick<Props, "drive" | "reader">) {
	return (
		<input
			className="reader-name"
			value={reader.name}
			maxLength={30}
			placeholder={words.thank.yourName}
			aria-label={`${words.thank.yourName}, ${words.thank.yourNameHint}`}
			autoComplete="given-name"
			onChange={(event) => reader.rename(event.target.value)}
			onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
		/>
	);
}
