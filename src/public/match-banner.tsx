/** A match that is open, in a sentence ready to show: "Every dollar counts twice until noon." */
export type OpenMatch = { readonly sentence: string };

/** Only there when a match is. */
export function MatchBanner({ match }: { readonly match: OpenMatch | null }) {
	return match === null ? null : <p className="match">{match.sentence}</p>;
}
