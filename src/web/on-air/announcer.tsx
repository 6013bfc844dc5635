import { useEffect, useRef } from "react";
import { toGoParts } from "../../domain/milestone/next-milestone.ts";
import type { Drive } from "./drive.ts";

const EVERY_MS = 60_000;

/** The total for those who hear the screen: politely, at most once a minute, and only where it has changed. */
export function Announcer({ drive }: { drive: Drive }) {
	const region = useRef<HTMLParagraphElement>(null);
	const latest = useRef(drive);
	latest.current = drive;
	useEffect(() => {
		let said = latest.current.state.total;
		const timer = window.setInterval(() => {
			const { state, next, campaign, words, money } = latest.current;
			if (state.total === said || !region.current) return;
			said = state.total;
			const toGo = next ? toGoParts(next, campaign.currency, campaign.language).sentence : words.goalReached;
			region.current.textContent = words.announce(money(state.total), toGo);
		}, EVERY_MS);
		return () => window.clearInterval(timer);
	}, []);
	return <p className="unseen" role="status" ref={region} />;
}
