import { writtenMoment } from "../parts/figures.tsx";
import { useDriveInCharge, usePosting } from "./use-posting.ts";
import "./red-button.css";

/** On every page, for everybody signed in, for as long as posting is stopped. */
export function StoppedBar({ campaignId }: { readonly campaignId: string }) {
	const drive = useDriveInCharge(campaignId);
	const { data } = usePosting(drive?.id ?? "");
	if (drive === null || data === undefined || data.stoppedAt === null) return null;
	const at = writtenMoment(Date.parse(data.stoppedAt), "time", drive.timeZone);
	const held = data.waiting + data.held;
	return (
		<div className="stopped-bar" role="status">
			<strong>
				Posting is stopped by {data.stoppedBy ?? "somebody"} since {at}.
			</strong>{" "}
			{data.stoppedReason && <span>"{data.stoppedReason}" </span>}
			<span className="stopped-bar-held">
				{drive.id === campaignId ? "" : `${drive.shortName}: `}
				{held === 0 ? "Nothing waits." : `${held} ${held === 1 ? "post waits" : "posts wait"}.`}
			</span>
		</div>
	);
}
