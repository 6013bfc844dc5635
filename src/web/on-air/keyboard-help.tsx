import { useEffect, useRef } from "react";
import type { ScreenRole } from "../contract/board.ts";
import type { Words } from "./words.ts";

type Props = {
	readonly words: Words;
	readonly role: ScreenRole;
	readonly isOpen: boolean;
	readonly onClose: () => void;
	readonly keysWork: boolean;
	readonly letKeysWork: (work: boolean) => void;
};

/** What the keys do; and a switch, as some people speak to their computer and a word would press five of them. */
export function KeyboardHelp({ words: { keys }, role, isOpen, onClose, keysWork, letKeysWork }: Props) {
	const dialog = useRef<HTMLDialogElement>(null);
	useEffect(() => {
		if (isOpen && !dialog.current?.open) dialog.current?.showModal();
		if (!isOpen) dialog.current?.close();
	}, [isOpen]);
	return (
		<dialog className="keys" ref={dialog} onClose={onClose} aria-labelledby="keys-title">
			<h2 id="keys-title">{keys.title}</h2>
			<dl>
				{keysOf(keys, role).map(([key, what]) => (
					<div key={key}>
						<dt>
							<kbd>{key}</kbd>
						</dt>
						<dd>{what}</dd>
					</div>
				))}
			</dl>
			<label>
				<input type="checkbox" checked={keysWork} onChange={(event) => letKeysWork(event.target.checked)} />
				{keys.work}
			</label>
			<p className="ways">
				<button type="button" className="button" onClick={onClose}>
					{keys.close}
				</button>
				<a
					className="button"
					href={`${location.pathname.replace(/\/$/, "")}/facts-sheet`}
					target="_blank"
					rel="noreferrer"
				>
					{keys.factSheet}
				</a>
			</p>
		</dialog>
	);
}

/** As far as the link's role reaches. */
function keysOf({ list, cheques, offers, help }: Words["keys"], role: ScreenRole) {
	return [...list, ...(role === "watch" ? [] : [cheques]), ...(role === "producer" ? [offers] : []), help];
}
