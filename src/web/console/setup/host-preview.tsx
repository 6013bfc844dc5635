import { backOnAirAt } from "../../../domain/drive/on-air-window.ts";
import {
	type AmountTrigger,
	milestoneNotches,
	nextMilestone,
	toGoParts,
} from "../../../domain/milestone/next-milestone.ts";
import { HOUR } from "../../../domain/plain/instant.ts";
import { readLocal } from "../../../domain/plain/local-clock.ts";
import { formatMoney, parseAmount } from "../../../domain/plain/money.ts";
import { useCampaign, useCampaigns } from "../use-campaign.ts";
import { safely } from "./fields.tsx";
import { useForm } from "./setup-form.tsx";

/** The studio's figures with what is being typed: the drive's own total, or an example before there is one. */
export function HostPreview() {
	const { values } = useForm();
	const { rules, id } = useCampaign();
	const { data = [] } = useCampaigns();
	const { currency } = values;
	const goal = safely(() => parseAmount(values.goal.replace(/[$,\s]/g, ""), currency), null) || 15_000_000;
	const counted = data.find((drive) => drive.id === id)?.total ?? 0;
	const isExample = counted === 0;
	const total = isExample ? Math.round(goal * 0.32) : counted;
	const money = (amount: number) => safely(() => formatMoney({ amount, currency }), "");
	const triggers = rules.map(({ trigger }) => trigger).filter(isAmount);
	const next = nextMilestone({ triggers, goal, total, peak: total });
	const sentence =
		next === null ? "The goal is reached." : toGoParts(next, currency, values.languages[0] ?? "en").sentence;
	const notches = milestoneNotches(triggers, goal, goal);
	const percent = Math.min(100, (total / goal) * 100);
	return (
		<div className="setup-host studio">
			<p className="setup-host-name">{values.shortName || values.name || "Your drive"}</p>
			<p className="setup-host-total">{money(total)}</p>
			<svg className="setup-host-band" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
				<rect className="all" width="100" height="6" />
				<rect className="part" width={percent} height="6" />
				{notches.map((mark) => (
					<line key={mark} x1={(mark / goal) * 100} x2={(mark / goal) * 100} y1="0" y2="6" />
				))}
			</svg>
			<p className="setup-host-goal">of {money(goal)}</p>
			<p className="setup-host-say">{sentence}</p>
			<dl className="setup-host-strip">
				<Fact name="Phone" value={values.phone} />
				<Fact name="Text" value={values.textCode} />
				<Time />
			</dl>
			{isExample && <p className="setup-host-note">An example total: nothing has been given yet.</p>}
		</div>
	);
}

function Fact({ name, value }: { readonly name: string; readonly value: string }) {
	return (
		<div>
			<dt>{name}</dt>
			<dd>{value || "–"}</dd>
		</div>
	);
}

/** How long the drive is, or when it is back on the air. */
function Time() {
	const { values } = useForm();
	const read = (text: string) => safely(() => readLocal(text, values.timeZone), null);
	const [opensAt, closesAt] = [read(values.opensAt), read(values.closesAt)];
	if (opensAt === null || closesAt === null) return <Fact name="Time left" value="" />;
	const onAirWindows = values.onAirWindows.flatMap(({ from, to }) => {
		const [start, end] = [read(from), read(to)];
		return start === null || end === null ? [] : [{ from: start, to: end }];
	});
	const now = Date.now();
	const back = now < opensAt ? null : backOnAirAt({ opensAt, closesAt, onAirWindows }, now);
	const [name, until] =
		now < opensAt ? ["Opens in", opensAt] : back ? ["Back on air in", back] : ["Time left", closesAt];
	const hours = Math.max(0, Math.round((until - now) / HOUR));
	return <Fact name={name} value={hours >= 48 ? `${Math.floor(hours / 24)} days` : `${hours} h`} />;
}

function isAmount(trigger: { readonly kind: string }): trigger is AmountTrigger {
	return trigger.kind === "every" || trigger.kind === "amounts" || trigger.kind === "percent";
}
