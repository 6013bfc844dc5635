import { PageFrame } from "../parts/page-frame.tsx";
import { Asked } from "../parts/states.tsx";
import { RulesDesk } from "./rules-desk.tsx";
import { useRules } from "./use-rules.ts";
import "./rules.css";

/** What makes a milestone, and who lets its posts go. */
export function RulesPage() {
	const query = useRules();
	return (
		<PageFrame
			title="Milestone rules"
			lead="Each rule says when something is worth a post, and who lets it go. Where several milestones fall together, the rule that stands higher speaks."
		>
			<Asked query={query}>{(answer) => <RulesDesk answer={answer} />}</Asked>
		</PageFrame>
	);
}
