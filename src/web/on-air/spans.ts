/** "5 s", "4 min", "3 h", "2 days". */
export function lasting(seconds: number, days: string): string {
	const minutes = Math.floor(seconds / 60);
	if (minutes < 1) return `${seconds} s`;
	if (minutes < 60) return `${minutes} min`;
	const hours = Math.floor(minutes / 60);
	return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} ${days}`;
}

/** Of milliseconds: "2 d 5 h", "5 h 36 min", "36 min", and the last minute by the second. A day is written alike in both languages. */
export function timeLeft(ms: number): string {
	if (ms < 60_000) return `${Math.ceil(Math.max(0, ms) / 1000)} s`;
	const minutes = Math.floor(ms / 60_000);
	const hours = Math.floor(minutes / 60);
	if (hours >= 48) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
	return hours > 0 ? `${hours} h ${String(minutes % 60).padStart(2, "0")} min` : `${minutes} min`;
}
