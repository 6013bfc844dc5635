import { Alert, Anchor, Text } from "@mantine/core";
import { Link } from "react-router";
import { formatMoney } from "../../../domain/plain/money.ts";
import type { TruthView } from "../../contract/staff/truth.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { Money, When } from "../parts/figures.tsx";
import { notifyDone } from "../parts/notify.ts";
import { useCampaign, useCampaignId } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import { giftsWords } from "./truth-words.ts";
import { useFreeze } from "./use-truth.ts";

/** The number itself, whether it adds up, whether Stripe agrees. */
export function TruthHead({ truth }: { readonly truth: TruthView }) {
	const { total, announced, frozen, sum, late } = truth;
	return (
		<section className="truth-head" aria-label="The announced total">
			<p className="truth-total" data-truth="announced">
				<Money amount={announced} />
			</p>
			<Text maw={640}>{truth.definition}</Text>
			{frozen !== null && (
				<Alert color="sky" title="The announced total is frozen">
					Since <When at={frozen.at} />. The ledger stands at <Money amount={total} />:{" "}
					<Difference by={total - announced} />
				</Alert>
			)}
			{sum === total ? (
				<p className="truth-check is-right" data-truth="check">
					✓ The lines below add up to the ledger's total, to the cent.
				</p>
			) : (
				<Alert color="ember" role="alert" title="The lines do not add up to the total">
					They come to <Money amount={sum} />, the ledger says <Money amount={total} />. Say the ledger's number on air,
					and show this page to whoever runs Carillon: it is a fault of ours, no money is lost by it.
				</Alert>
			)}
			<StripeLine truth={truth} />
			{late.count > 0 && (
				<Text size="sm" c="dimmed">
					{giftsWords(late.count)}, <Money amount={late.amount} />, came in more than a quarter of an hour after they
					were given: written down without a connection, or fetched from Stripe later.
				</Text>
			)}
		</section>
	);
}

function Difference({ by }: { readonly by: number }) {
	if (by === 0) return "nothing has come in since.";
	return (
		<>
			<Money amount={Math.abs(by)} /> {by > 0 ? "came in since." : "went back since."}
		</>
	);
}

function StripeLine({ truth: { stripe } }: { readonly truth: TruthView }) {
	const campaignId = useCampaignId();
	const page = (
		<Anchor component={Link} to={`/c/${campaignId}/reconcile`} underline="always">
			Compare with Stripe
		</Anchor>
	);
	if (stripe === null) return <p className="truth-check">Not compared with Stripe's books yet. {page}</p>;
	const differences = stripe.open === 1 ? "1 difference is open" : `${stripe.open} differences are open`;
	return (
		<p className={stripe.open === 0 ? "truth-check is-right" : "truth-check is-wrong"}>
			{stripe.open === 0 ? "✓ Agrees with Stripe's books" : `✗ ${differences} between the ledger and Stripe's books`},
			as of <When at={stripe.at} />. {page}
		</p>
	);
}

export function FreezeButton({ truth }: { readonly truth: TruthView }) {
	const may = useMay("campaign.state");
	const { currency } = useCampaign();
	const act = useFreeze();
	if (!may) return null;
	const [now, then] = [truth.total, truth.announced].map((amount) => formatMoney({ amount, currency }));
	if (truth.frozen === null) {
		return (
			<ConfirmButton
				label="Freeze the announced total"
				color="brass"
				title={`Freeze it at ${now}?`}
				consequence={`Every screen, page, picture and post says ${now} from now on. Late gifts and refunds are still counted in the ledger and shown here, and no milestone of the total falls any more. You can let it move again.`}
				confirm={`Freeze at ${now}`}
				onConfirm={async () => {
					await act("freeze");
					notifyDone(`The announced total stays at ${now}.`);
				}}
			/>
		);
	}
	return (
		<ConfirmButton
			label="Let it move again"
			variant="default"
			title="Let the announced total move again?"
			consequence={`Every screen and page goes from ${then} to ${now} at once, and follows the ledger from then on.`}
			confirm={`Show ${now}`}
			color="brass"
			onConfirm={async () => {
				await act("thaw");
				notifyDone(`The announced total is ${now} and moves again.`);
			}}
		/>
	);
}
