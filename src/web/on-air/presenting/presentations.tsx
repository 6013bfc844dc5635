import { useCallback, useEffect, useRef, useState } from "react";
import type { Board, ScreenRole } from "../../contract/board.ts";
import type { Presentation } from "../../contract/presentation.ts";
import type { Drive } from "../drive.ts";
import { askToPresent } from "./ask-present.ts";
import { Foretelling } from "./foretelling.tsx";
import { PRESENT_WORDS, type PresentWords } from "./present-words.ts";

export type Presenting = {
	readonly isOpen: boolean;
	readonly open: () => void;
	readonly close: () => void;
};

export function usePresenting(): Presenting {
	const [isOpen, setOpen] = useState(false);
	const open = useCallback(() => setOpen(true), []);
	const close = useCallback(() => setOpen(false), []);
	return { isOpen, open, close };
}

type Props = {
	readonly drive: Drive;
	readonly board: Board | null;
	readonly role: ScreenRole;
	/** The reader's name. */
	readonly name: string;
	readonly isLive: boolean;
	readonly presenting: Presenting;
};

/** In the head: that a cheque comes, and the way to it. Nothing where none does. */
export function PresentButton({ drive, board, role, presenting }: Omit<Props, "name" | "isLive">) {
	const words = PRESENT_WORDS[drive.campaign.language];
	const waiting = board?.presentations.length ?? 0;
	const lately = board?.presentedLately.length ?? 0;
	if (waiting + lately === 0) return null;
	return (
		<button type="button" className="quiet-button to-present" onClick={presenting.open}>
			{role === "producer" ? words.open : words.coming}
			{waiting > 0 && <b className="count">{waiting}</b>} <kbd>C</kbd>
		</button>
	);
}

/** Who comes with how much, and the button that releases it: what happens is read first, then it is pressed once. */
export function Presentations({ drive, board, role, name, isLive, presenting }: Props) {
	const words = PRESENT_WORDS[drive.campaign.language];
	const [chosen, setChosen] = useState<Presentation | null>(null);
	const [says, setSays] = useState("");
	const { isOpen, close } = presenting;
	const dialog = useDialog(isOpen);
	const act = async (deed: "present" | "undo", id: string) => {
		const answer = await askToPresent(deed, id, name.trim());
		setSays(saidOf(words, deed, answer));
		setChosen(null);
	};
	const ended = () => {
		setChosen(null);
		setSays("");
		close();
	};
	return (
		<dialog className="keys presentations" ref={dialog} onClose={ended} aria-labelledby="present-title">
			<h2 id="present-title">{words.title}</h2>
			{chosen === null ? (
				<>
					<p className="about">{role === "producer" ? words.about : words.aboutHost}</p>
					<Waiting {...{ drive, words, board, role, isLive }} choose={setChosen} tell={setSays} />
					{role === "producer" && <Lately {...{ drive, words, board }} undo={(id) => void act("undo", id)} />}
				</>
			) : (
				<Foretelling
					{...{ drive, words, isLive }}
					item={chosen}
					present={() => act("present", chosen.id)}
					back={() => setChosen(null)}
				/>
			)}
			<p className="says" role="status">
				{says}
			</p>
			<p className="ways">
				<button type="button" className="button" onClick={ended}>
					{words.close}
				</button>
			</p>
		</dialog>
	);
}

function useDialog(isOpen: boolean) {
	const dialog = useRef<HTMLDialogElement>(null);
	useEffect(() => {
		if (isOpen && !dialog.current?.open) dialog.current?.showModal();
		if (!isOpen) dialog.current?.close();
	}, [isOpen]);
	return dialog;
}

function saidOf(
	words: PresentWords,
	deed: "present" | "undo",
	answer: Awaited<ReturnType<typeof askToPresent>>,
): string {
	if (answer === null) return words.failed;
	if (answer.refused !== null) return words.refused[answer.refused];
	return deed === "undo" ? words.undone : words.done;
}

type WaitingProps = {
	readonly drive: Drive;
	readonly words: PresentWords;
	readonly board: Board | null;
	readonly role: ScreenRole;
	readonly isLive: boolean;
	readonly choose: (item: Presentation) => void;
	readonly tell: (words: string) => void;
};

function Waiting({ drive, words, board, role, isLive, choose, tell }: WaitingProps) {
	const waiting = board?.presentations ?? [];
	if (waiting.length === 0) return <p className="about">{words.nothing}</p>;
	return (
		<ul className="to-present-list">
			{waiting.map((item) => (
				<li key={item.id}>
					<div>
						<strong>
							<bdi>{item.from ?? words.kinds[item.kind]}</bdi>
						</strong>
						<span>{aboutOf(item, drive)}</span>
						{item.note && <span>{item.note}</span>}
					</div>
					{item.amount !== null && <b className="amount">{drive.money(item.amount)}</b>}
					{role === "producer" && (
						<button
							type="button"
							className="button primary"
							aria-disabled={!isLive}
							aria-label={`${words.present}: ${item.from ?? words.kinds[item.kind]}`}
							onClick={() => (isLive ? choose(item) : tell(words.offline))}
						>
							{words.present}
						</button>
					)}
				</li>
			))}
		</ul>
	);
}

/** "12:00 PM · KLKV" */
function aboutOf({ dated, station }: Presentation, { words, campaign }: Drive): string {
	const clock = new Intl.DateTimeFormat(words.locale, {
		...{ weekday: "short", hour: "numeric", minute: "2-digit", timeZone: campaign.timeZone },
	});
	return [dated === null ? null : clock.format(dated), station].filter((one) => one !== null).join(" · ");
}

function Lately(props: {
	readonly drive: Drive;
	readonly words: PresentWords;
	readonly board: Board | null;
	readonly undo: (id: string) => void;
}) {
	const { drive, words, board, undo } = props;
	const mine = (board?.presentedLately ?? []).filter(({ undoUntil }) => undoUntil > drive.now);
	if (mine.length === 0) return null;
	return (
		<>
			<h3>{words.lately}</h3>
			<ul className="to-present-list">
				{mine.map((item) => (
					<li key={item.id}>
						<div>
							<strong>
								<bdi>{item.from}</bdi>
							</strong>
						</div>
						<b className="amount">{drive.money(item.amount)}</b>
						<button type="button" className="button" onClick={() => undo(item.id)}>
							{words.undo}
						</button>
					</li>
				))}
			</ul>
		</>
	);
}
