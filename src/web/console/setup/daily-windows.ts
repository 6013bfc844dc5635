import { DAY } from "../../../domain/plain/instant.ts";
import type { WrittenWindow } from "../../contract/staff/setup.ts";

const WALL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** A window on each day of the drive, cut at its opening and its close. All on the drive's own clock, so no zone is needed. */
export function dailyWindows(opensAt: string, closesAt: string, from: string, to: string): WrittenWindow[] {
	if (!WALL.test(opensAt) || !WALL.test(closesAt) || from >= to) return [];
	const [opens, closes] = [opensAt.slice(0, 16), closesAt.slice(0, 16)];
	const first = Date.parse(`${opens.slice(0, 10)}T00:00Z`);
	const last = Date.parse(`${closes.slice(0, 10)}T00:00Z`);
	const windows: WrittenWindow[] = [];
	for (let day = first; day <= last && windows.length < 60; day += DAY) {
		const date = new Date(day).toISOString().slice(0, 10);
		const start = later(`${date}T${from}`, opens);
		const end = earlier(`${date}T${to}`, closes);
		if (start < end) windows.push({ from: start, to: end });
	}
	return windows;
}

const later = (one: string, other: string) => (one > other ? one : other);
const earlier = (one: string, other: string) => (one < other ? one : other);
