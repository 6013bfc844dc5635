import { Loader, Text } from "@mantine/core";
import type { OfferTrial, WrittenChange } from "../../contract/staff/matches.ts";
import { Problem } from "../ask.ts";
import { useTrial } from "./use-matches.ts";

/** What a deed does, read before it is done. */
export function Trial({ change, says }: { readonly change: WrittenChange; readonly says?: string }) {
	const { data, error } = useTrial(change);
	return (
		<div className="trial">
			{says && <Text>{says}</Text>}
			{error !== null && (
				<Text c="ember">{error instanceof Problem ? error.detail : "This can't be foretold now."}</Text>
			)}
			{data === undefined ? error === null && <Loader size="sm" aria-label="Reckoning" /> : <TrialLines trial={data} />}
		</div>
	);
}

export function TrialLines({ trial: { problems, lines, says } }: { readonly trial: OfferTrial }) {
	return (
		<>
			<ul className="trial-lines">
				{[...problems.map((problem) => problem.says), ...lines].map((line) => (
					<li key={line}>{line}</li>
				))}
			</ul>
			{says !== null && (
				<figure className="trial-says">
					<figcaption>Every screen will say</figcaption>
					<blockquote>{says}</blockquote>
				</figure>
			)}
		</>
	);
}
