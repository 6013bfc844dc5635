import { Anchor, Badge, NativeSelect, SegmentedControl, Stack, Text, Title } from "@mantine/core";
import { Link, useSearchParams } from "react-router";
import type { TemplateRule, TemplatesOverview, WordedPlatform } from "../../contract/staff/templates.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { PlaceColumn } from "./place-column.tsx";
import { asPlatform, PLATFORM_WORDS } from "./place-words.ts";
import { SingleAccounts } from "./single-accounts.tsx";
import { useRuleTexts, useTemplates } from "./use-templates.ts";
import "./templates.css";

/** What posts say, rule by rule. */
export function TemplatesPage() {
	const query = useTemplates();
	return (
		<PageFrame
			title="Templates"
			lead="What posts and the host say when a milestone falls. Carillon brings texts for every rule; change what doesn't sound like you. They take turns, and no text goes out twice."
		>
			<Asked query={query}>
				{(overview) => (overview.rules.length === 0 ? <NoRules /> : <Desk overview={overview} />)}
			</Asked>
		</PageFrame>
	);
}

function NoRules() {
	const campaign = useCampaignId();
	return (
		<Empty
			title="There is nothing to say yet"
			words="Texts belong to milestone rules, and this drive has none."
			action={
				<Anchor component={Link} to={`/c/${campaign}/rules`}>
					Add the first rule
				</Anchor>
			}
		/>
	);
}

function Desk({ overview }: { readonly overview: TemplatesOverview }) {
	const [search, setSearch] = useSearchParams();
	const [first] = overview.rules;
	const rule = overview.rules.find(({ id }) => id === search.get("rule")) ?? first;
	const platform = asPlatform(search.get("on")) ?? "x";
	if (rule === undefined) return null;
	const go = (to: { rule?: string; on?: string }) =>
		setSearch({ rule: rule.id, on: platform, ...to }, { replace: true, preventScrollReset: true });
	return (
		<div className="templates">
			<nav className="template-rules" aria-label="Rules">
				<ul>
					{overview.rules.map((one) => (
						<li key={one.id}>
							<button type="button" aria-current={one.id === rule.id} onClick={() => go({ rule: one.id })}>
								<span>{one.words}</span>
								<RuleMark rule={one} />
							</button>
						</li>
					))}
				</ul>
			</nav>
			<NativeSelect
				size="md"
				className="template-rules-small"
				label="Rule"
				value={rule.id}
				onChange={(event) => go({ rule: event.currentTarget.value })}
				data={overview.rules.map(({ id, words }) => ({ value: id, label: words }))}
			/>
			<section className="template-desk" aria-labelledby="template-rule">
				<div className="template-desk-head">
					<Title order={2} size="h3" id="template-rule">
						{rule.words}
					</Title>
					{rule.isOff && (
						<Text c="dimmed" size="sm">
							This rule is switched off: nothing is posted by it for now.
						</Text>
					)}
				</div>
				<SegmentedControl
					aria-label="Where it is said"
					value={platform}
					onChange={(on) => go({ on })}
					data={Object.entries(PLATFORM_WORDS).map(([value, label]) => ({ value, label }))}
				/>
				<Texts rule={rule} platform={platform} overview={overview} />
			</section>
		</div>
	);
}

function RuleMark({ rule }: { readonly rule: TemplateRule }) {
	if (rule.broken > 0) return <Badge color="ember">{rule.broken} to mend</Badge>;
	if (rule.isOff) return <small>Off</small>;
	return <small>{rule.own > 0 ? "Yours" : "Comes with Carillon"}</small>;
}

type TextsProps = {
	readonly rule: TemplateRule;
	readonly platform: WordedPlatform;
	readonly overview: TemplatesOverview;
};

function Texts({ rule, platform, overview }: TextsProps) {
	const query = useRuleTexts(rule.id, platform);
	return (
		<Asked query={query}>
			{({ places }) => (
				<Stack gap="xl">
					<div className="template-languages">
						{places
							.filter(({ place }) => place.accountId === null)
							.map((texts) => (
								<PlaceColumn key={texts.place.language} texts={texts} />
							))}
					</div>
					<SingleAccounts {...{ rule, platform, places, overview }} />
				</Stack>
			)}
		</Asked>
	);
}
