import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSearchParams } from "react-router";
import type { PhoneDrive, PhoneDrives } from "../../contract/staff/phones.ts";
import { ask } from "../ask.ts";
import { writtenMoment } from "../parts/figures.tsx";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty, Loading } from "../parts/states.tsx";
import { addressOf, chosenDrive, remember } from "./chosen-drive.ts";
import "./take.css";

/** Looked at again while nothing is live: the page opens by itself then. */
const LOOK_AGAIN_MS = 15_000;

/** Which drive's callers are answered. Where there is only one, or one was chosen before, it opens at once. */
export function TakePage() {
	const drives = useQuery({
		queryKey: ["phones"],
		queryFn: () => ask<PhoneDrives>("GET", "/api/staff/phones"),
		refetchInterval: LOOK_AGAIN_MS,
	});
	const [search] = useSearchParams();
	const chosen = chosenDrive(drives.data?.live ?? [], search);
	useEffect(() => {
		if (chosen !== null) location.replace(addressOf(chosen));
	}, [chosen]);
	if (chosen !== null) return <Loading />;
	return (
		<PageFrame title="Take pledges" lead={drives.data?.live.length ? "Whose callers do you answer?" : undefined}>
			<Asked query={drives}>
				{({ live, next }) => (live.length === 0 ? <NothingLive next={next} /> : <Choice drives={live} />)}
			</Asked>
		</PageFrame>
	);
}

function Choice({ drives }: { readonly drives: readonly PhoneDrive[] }) {
	return (
		<ul className="take-drives">
			{drives.map((drive) => (
				<li key={drive.id}>
					<a href={addressOf(drive.id)} onClick={() => remember(drive.id)}>
						<strong>{drive.name}</strong>
						<span>{[drive.hospital, ...drive.stations].join(" · ")}</span>
						<span>{whenWords(drive)}</span>
					</a>
				</li>
			))}
		</ul>
	);
}

function whenWords({ opensAt, closesAt, timeZone }: PhoneDrive): string {
	const now = Date.now();
	if (now < opensAt) return `Opens ${writtenMoment(opensAt, "both", timeZone)}`;
	const until = writtenMoment(closesAt, "both", timeZone);
	return now < closesAt ? `On until ${until}` : `Was on until ${until}; late gifts still count`;
}

function NothingLive({ next }: { readonly next: readonly PhoneDrive[] }) {
	const [first] = next;
	return (
		<Empty
			title="No drive is live"
			words={
				<>
					{first === undefined ? "The development office sets the next one up." : nextWords(first)} Leave this page
					open: as soon as a drive goes live, the slips to write on appear here by themselves.
				</>
			}
			example={<Example />}
		/>
	);
}

function nextWords({ name, opensAt, timeZone }: PhoneDrive): string {
	const opens = opensAt > Date.now() ? ` It opens ${writtenMoment(opensAt, "both", timeZone)}.` : "";
	return `${name} is still being set up.${opens}`;
}

function Example() {
	return (
		<p className="take-example">
			<strong>$50</strong> Dana Smith, Springfield <span>Enter saves it</span>
		</p>
	);
}
