import { useSyncExternalStore } from "react";
import type { PhonesClosed } from "../contract/phones.ts";
import { CopyWaiting } from "./copy-waiting.tsx";
import type { SlipStore } from "./slip-store.ts";
import { useDesk } from "./use-desk.ts";
import { wayBack } from "./way-back.ts";
import { moneyOf, timeOf } from "./when.ts";
import { filled, phoneWords } from "./words.ts";

type Props = { readonly store: SlipStore; readonly why: PhonesClosed };

/** The page where nothing is taken: says why and what helps, and gives back what still waits in this browser. */
export function ClosedPage({ store, why }: Props) {
	const { slips } = useSyncExternalStore(store.subscribe, store.now);
	const [{ language }, set] = useDesk(null);
	const words = phoneWords(language);
	const back = wayBack(why, why === "signed-out" ? driveOf(location.pathname) : null, words);
	return (
		<main className="closed">
			<h1>{words.closedTitle[why]}</h1>
			<p className="lead">{words.closedWords[why]}</p>
			{back !== null && (
				<p>
					<a className="go" href={back.href}>
						{back.says}
					</a>
				</p>
			)}
			{slips.length === 0 ? (
				why === "off" && <p>{words.offNothing}</p>
			) : (
				<>
					<h2>{slips.length === 1 ? words.waitHereOne : filled(words.waitHereMany, { count: slips.length })}</h2>
					<ul className="slips">
						{slips.map(({ clientId, takenAt, slip, driveName, currency }) => (
							<li key={clientId}>
								<span className="slip-amount">{moneyOf(slip.amount, currency, language)}</span>
								<span className="slip-who">
									{slip.name === "" ? words.noName : slip.name}
									<small>
										{driveName} · {timeOf(takenAt, language)}
									</small>
								</span>
							</li>
						))}
					</ul>
					<p>
						<CopyWaiting slips={slips} words={words} />
					</p>
				</>
			)}
			<button
				type="button"
				className="plain"
				lang={language === "en" ? "es" : "en"}
				onClick={() => set({ language: language === "en" ? "es" : "en" })}
			>
				{words.language}
			</button>
		</main>
	);
}

/** "/phones/drive/hope-2026" is the signed-in page's address. */
function driveOf(path: string): string | null {
	const [, , , id] = path.split("/");
	return id === undefined ? null : decodeURIComponent(id);
}
