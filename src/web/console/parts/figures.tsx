import { Tooltip } from "@mantine/core";
import type { Instant } from "../../../domain/plain/instant.ts";
import { formatColumn, formatMoney } from "../../../domain/plain/money.ts";
import { useCampaign } from "../use-campaign.ts";

/** An amount in minor units, in the drive's currency. */
export function Money({ amount, currency }: { readonly amount: number; readonly currency?: string }) {
	return currency === undefined ? <DriveMoney amount={amount} /> : formatMoney({ amount, currency });
}

function DriveMoney({ amount }: { readonly amount: number }) {
	const { currency } = useCampaign();
	return formatMoney({ amount, currency });
}

/** Amounts that stand under one another, all with their cents or none. */
export function useColumn(amounts: readonly number[]): (amount: number) => string {
	return formatColumn(useCampaign().currency, amounts);
}

type Shown = "time" | "day" | "both";

/** A moment in the drive's own zone, which is named: staff and donors may be in another. */
export function When(props: { readonly at: Instant; readonly show?: Shown; readonly zone?: string }) {
	return props.zone === undefined ? <DriveWhen {...props} /> : <Moment {...props} zone={props.zone} />;
}

function DriveWhen({ at, show }: { readonly at: Instant; readonly show?: Shown }) {
	return <Moment at={at} show={show} zone={useCampaign().timeZone} />;
}

function Moment({ at, show = "both", zone }: { readonly at: Instant; readonly show?: Shown; readonly zone: string }) {
	return (
		<Tooltip label={`${writtenMoment(at, "both", zone, true)} (${zone})`}>
			<time dateTime={new Date(at).toISOString()}>{writtenMoment(at, show, zone)}</time>
		</Tooltip>
	);
}

/** "Thu, Dec 3, 2:05 PM CST". */
export function writtenMoment(at: Instant, show: Shown, zone: string, withSeconds = false): string {
	return new Intl.DateTimeFormat("en-US", {
		timeZone: zone,
		...(show !== "time" && { weekday: "short", month: "short", day: "numeric" }),
		...(show !== "day" && {
			hour: "numeric",
			minute: "2-digit",
			timeZoneName: "short",
			...(withSeconds && { second: "2-digit" }),
		}),
	}).format(at);
}
