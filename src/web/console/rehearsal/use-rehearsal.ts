import { useQuery } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { Rehearsal, RehearsalChoices, RehearsalLine, RehearsalRequest } from "../../contract/staff/rehearsal.ts";
import { ask, Problem } from "../ask.ts";
import { useCampaign } from "../use-campaign.ts";

export type RehearsalState =
	| { readonly kind: "idle" }
	| { readonly kind: "running"; readonly done: number; readonly of: number }
	| { readonly kind: "done"; readonly rehearsals: readonly Rehearsal[] }
	| { readonly kind: "failed"; readonly problem: Problem };

export function useChoices() {
	const { id } = useCampaign();
	return useQuery({
		queryKey: ["campaign", id, "rehearsal-choices"],
		queryFn: () => ask<RehearsalChoices>("GET", `/api/staff/campaigns/${id}/rehearsals/choices`),
	});
}

/** The last rehearsal of each drive, for who goes to the rules and comes back. It is gone when the page is loaded anew. */
const lastOf = new Map<string, readonly Rehearsal[]>();

/** Runs one rehearsal at a time; asked again, or left alone, the one before ends. */
export function useRehearsal() {
	const { id } = useCampaign();
	const last = lastOf.get(id);
	const [state, setState] = useState<RehearsalState>(
		last === undefined ? { kind: "idle" } : { kind: "done", rehearsals: last },
	);
	const running = useRef<AbortController | null>(null);

	const run = useCallback(
		async (request: RehearsalRequest) => {
			running.current?.abort();
			const own = new AbortController();
			running.current = own;
			setState({ kind: "running", done: 0, of: 0 });
			try {
				for await (const line of linesOf(`/api/staff/campaigns/${id}/rehearsals`, request, own.signal)) {
					if (own.signal.aborted) return;
					if (line.kind === "progress") setState({ kind: "running", done: line.done, of: line.of });
					else if (line.kind === "failed") throw new Problem(422, "failed", line.detail);
					else {
						lastOf.set(id, line.rehearsals);
						setState({ kind: "done", rehearsals: line.rehearsals });
						return;
					}
				}
				throw new Problem(0, "cut", "The connection ended before the rehearsal did. Press it again.");
			} catch (error) {
				if (own.signal.aborted) return;
				setState({ kind: "failed", problem: error instanceof Problem ? error : unreachable() });
			}
		},
		[id],
	);
	const cancel = useCallback(() => {
		running.current?.abort();
		const before = lastOf.get(id);
		setState(before === undefined ? { kind: "idle" } : { kind: "done", rehearsals: before });
	}, [id]);
	return { state, run, cancel };
}

/** The answer's lines of JSON, as they come. @throws Problem with words to show */
async function* linesOf(path: string, body: RehearsalRequest, signal: AbortSignal): AsyncGenerator<RehearsalLine> {
	const response = await fetch(path, {
		...{ method: "POST", credentials: "same-origin", signal },
		body: JSON.stringify(body),
		headers: { "Content-Type": "application/json" },
	});
	if (!response.ok || response.body === null) throw await problemOf(response);
	const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
	let rest = "";
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return;
		const lines = (rest + value).split("\n");
		rest = lines.pop() ?? "";
		for (const line of lines) yield JSON.parse(line) as RehearsalLine;
	}
}

async function problemOf(response: Response): Promise<Problem> {
	const told = (await response.json().catch(() => ({}))) as { readonly detail?: string; readonly code?: string };
	if (response.status === 413) {
		return new Problem(413, "too-large", "The file is too large: at most 16 MB. Leave out columns that aren't needed.");
	}
	const detail = told.detail ?? "Carillon can't answer right now. Nothing is lost: try again in a minute.";
	return new Problem(response.status, told.code ?? "unknown", detail);
}

function unreachable(): Problem {
	return new Problem(
		0,
		"unreachable",
		"Carillon can't be reached. Check this computer's network, then press it again.",
	);
}
