import "./pledges.css";
import { Alert, Anchor, Button, Group, Text } from "@mantine/core";
import { useState } from "react";
import { Link, useParams } from "react-router";
import type { PledgeDeed, PledgeDetail } from "../../contract/staff/pledges.ts";
import { Money, When } from "../parts/figures.tsx";
import { notifyDone } from "../parts/notify.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { useCampaign, useCampaignId } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import { AmountDialog } from "./amount-dialog.tsx";
import { DeedDialog } from "./deed-dialog.tsx";
import { HistoryCard } from "./history-card.tsx";
import { LinkCard } from "./link-card.tsx";
import { StateBadges } from "./pledge-row.tsx";
import { DEEDS, leftWords, sourceWords } from "./pledge-words.ts";
import { usePledge } from "./use-pledges.ts";

/** One promise: how it stands, its pay link, whom to ask, and all that became of it. */
export function PledgePage() {
	const { pledge: id = "" } = useParams();
	const campaignId = useCampaignId();
	const query = usePledge(id);
	const name = query.data?.pledge.name;
	return (
		<PageFrame
			title={name ? `${name}’s pledge` : "A pledge"}
			lead={
				<Anchor component={Link} to={`/c/${encodeURIComponent(campaignId)}/pledges`}>
					All pledges
				</Anchor>
			}
		>
			<Asked query={query} lines={5}>
				{(detail) => <Detail detail={detail} />}
			</Asked>
		</PageFrame>
	);
}

function Detail({ detail }: { readonly detail: PledgeDetail }) {
	const mayEdit = useMay("pledges.edit");
	return (
		<div className="pledge-page">
			<div className="pledge-page-main">
				<StandingCard detail={detail} mayEdit={mayEdit} />
				{detail.pledge.isPaidTwice && <PaidTwice detail={detail} />}
				<HistoryCard history={detail.history} />
			</div>
			<div className="pledge-page-side">
				<LinkCard detail={detail} mayEdit={mayEdit} />
				<SlipCard detail={detail} />
			</div>
		</div>
	);
}

function StandingCard({ detail, mayEdit }: { readonly detail: PledgeDetail; readonly mayEdit: boolean }) {
	const { pledge } = detail;
	const { amount, monthly, paid, counted, pending, gone } = pledge;
	const share = Math.min(1, paid / amount);
	return (
		<section className="pledge-card" aria-labelledby="pledge-stands">
			<Group justify="space-between" gap="sm">
				<h2 id="pledge-stands">How it stands</h2>
				<StateBadges row={pledge} />
			</Group>
			<dl className="pledge-sums is-small">
				<div className="is-main">
					<dt>Promised</dt>
					<dd>
						<Money amount={amount} />
						{monthly && <span> a month</span>}
					</dd>
				</div>
				<div>
					<dt>Came</dt>
					<dd>
						<Money amount={paid} />
					</dd>
				</div>
				<div>
					<dt>Counts on air</dt>
					<dd>
						<Money amount={counted} />
					</dd>
				</div>
			</dl>
			{!monthly && (
				<div className="pledge-band" aria-hidden="true">
					<span className="is-paid" style={{ width: `${share * 100}%` }} />
				</div>
			)}
			<Text size="sm" c="dimmed">
				<Sentence detail={detail} />
				{pending > 0 && (
					<>
						{" "}
						<Money amount={pending} /> is on its way from a bank.
					</>
				)}
				{gone > 0 && (
					<>
						{" "}
						<Money amount={gone} /> went back.
					</>
				)}
			</Text>
			{mayEdit && <Deeds detail={detail} />}
		</section>
	);
}

function Sentence({ detail: { pledge } }: { readonly detail: PledgeDetail }) {
	const { state, amount, paid, monthly, isSubscribed } = pledge;
	switch (state) {
		case "open":
			return "Nothing has come yet. What was promised is counted, and its payment won't be counted again.";
		case "part":
			return monthly ? (
				"Promised every month, and paid once so far. Settle it to count what came alone."
			) : (
				<>
					<Money amount={Math.max(0, amount - paid)} /> is still to come. Settle it if nothing more will.
				</>
			);
		case "paid":
			if (isSubscribed) return "Paid by a monthly gift; its later payments are recorded and never counted again.";
			return paid > amount ? "More came than was promised: what came counts." : "All of it has come.";
		case "lapsed":
			return "It was given up. What came counts; the link goes on working.";
		case "cancelled":
			return "It was taken back. What came counts; the link says that nothing is owed.";
		case "settled":
			return "What came is taken for all of it.";
		case "undone":
			return "Whoever took the slip took it back at once: it was never a promise.";
	}
}

const FITTING: Readonly<Record<PledgeDetail["pledge"]["state"], readonly PledgeDeed[]>> = {
	open: ["lapse", "cancel"],
	part: ["settle", "lapse", "cancel"],
	paid: [],
	lapsed: ["open"],
	cancelled: ["open"],
	settled: ["open"],
	undone: [],
};

function Deeds({ detail: { pledge } }: { readonly detail: PledgeDetail }) {
	const [deed, setDeed] = useState<PledgeDeed | null>(null);
	const [isChanging, setChanging] = useState(false);
	const canChange = pledge.state === "open" || pledge.state === "part" || pledge.state === "paid";
	const fitting = FITTING[pledge.state];
	if (fitting.length === 0 && !canChange) return null;
	return (
		<Group gap="sm" mt="sm">
			{canChange && (
				<Button variant="default" size="sm" onClick={() => setChanging(true)}>
					Change what was promised
				</Button>
			)}
			{fitting.map((one) => (
				<Button key={one} variant="default" size="sm" onClick={() => setDeed(one)}>
					{DEEDS[one].button}
				</Button>
			))}
			<DeedDialog
				deed={deed}
				pledges={[pledge.id]}
				close={() => setDeed(null)}
				done={(which, answer) => notifyDone(`${DEEDS[which].done(answer.done)} ${leftWords(answer.left).join(" ")}`)}
			/>
			<AmountDialog pledge={pledge} isOpen={isChanging} close={() => setChanging(false)} />
		</Group>
	);
}

function PaidTwice({ detail: { payments } }: { readonly detail: PledgeDetail }) {
	return (
		<Alert color="ember" title="This pledge was paid twice">
			<Text size="sm">
				Both payments are real money and both count. Ask the donor; if it was a mistake, refund one of them in Stripe.
				The total follows by itself, and this notice goes.
			</Text>
			<ul className="pledge-payments">
				{payments.map(({ ref, amount, at }) => (
					<li key={ref}>
						<strong>
							<Money amount={amount} />
						</strong>
						<span>{at !== null && <When at={at} />}</span>
						<code>{ref}</code>
					</li>
				))}
			</ul>
		</Alert>
	);
}

function SlipCard({ detail }: { readonly detail: PledgeDetail }) {
	const { pledge, consent, email, phone, note, honour, pronunciation } = detail;
	const { stations } = useCampaign();
	const agreed = [
		consent.onAir && "named on air",
		consent.social && "named on the page and in posts",
		consent.amount && "the amount shown",
	].filter((one) => typeof one === "string");
	const lines = [
		["Name", pledge.name || "None given"],
		["Said", pronunciation],
		["Town", pledge.town],
		["E-mail", email],
		["Telephone", phone],
		["Agreed to", agreed.length === 0 ? "Nothing: never named" : agreed.join(", ")],
		["Given in", honour],
		["Note", note],
		["How it came", sourceWords(pledge.source)],
		["Station", stations.find(({ id }) => id === pledge.stationId)?.name ?? ""],
		["Taken by", pledge.operator ?? ""],
	].filter(([, value]) => value !== "");
	return (
		<section className="pledge-card" aria-labelledby="pledge-slip">
			<h2 id="pledge-slip">The slip</h2>
			<dl className="pledge-slip">
				{lines.map(([label, value]) => (
					<div key={label}>
						<dt>{label}</dt>
						<dd>
							<bdi>{value}</bdi>
						</dd>
					</div>
				))}
				<div>
					<dt>Promised</dt>
					<dd>
						<When at={pledge.promisedAt} />
					</dd>
				</div>
			</dl>
			<Text size="xs" c="dimmed">
				{pledge.id}
			</Text>
		</section>
	);
}
