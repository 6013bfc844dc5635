import { useEffect, useState } from "react";
import type { Instant } from "../../../domain/plain/instant.ts";

/** The time by the API's clock, ticking: a phone's own may be wrong by minutes. */
export function useNow(apiNow: Instant, readAt: number): Instant {
	const [now, setNow] = useState(() => Date.now());
	useEffect(() => {
		const timer = setInterval(() => setNow(Date.now()), 1_000);
		return () => clearInterval(timer);
	}, []);
	return apiNow + Math.max(0, now - readAt);
}

/** "4:05", "1 h 12 min". */
export function spanWords(ms: number): string {
	const seconds = Math.max(0, Math.ceil(ms / 1_000));
	if (seconds < 3_600) return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
	const hours = Math.floor(seconds / 3_600);
	if (hours >= 48) return `${Math.floor(hours / 24)} days`;
	return `${hours} h ${Math.floor((seconds % 3_600) / 60)} min`;
}
