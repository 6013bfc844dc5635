import "./truth.css";
import { Button } from "@mantine/core";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaignId } from "../use-campaign.ts";
import { Matrix } from "./matrix.tsx";
import { Outside, Statement } from "./statement.tsx";
import { FreezeButton, TruthHead } from "./truth-head.tsx";
import { truthPath, useTruth } from "./use-truth.ts";

export function TruthPage() {
	const query = useTruth();
	const campaignId = useCampaignId();
	const truth = query.data;
	return (
		<PageFrame
			title="How the total is made up"
			lead="Every cent that is said on air, where it came from, and what is not in it. All of one moment; counted again every few seconds."
			actions={
				truth && (
					<>
						<Button variant="default" component="a" href={`${truthPath(campaignId)}.csv`}>
							Save as CSV
						</Button>
						<FreezeButton truth={truth} />
					</>
				)
			}
		>
			<Asked query={query} lines={6}>
				{(read) =>
					read.lines.length === 0 && read.outside.length === 0 ? (
						<Empty
							title="Nothing was given yet"
							words="With the first gift this page says what it counts as: web, phone, monthly, cheque or match, by station, and what is on its way."
						/>
					) : (
						<div className="truth-page">
							<TruthHead truth={read} />
							<div className="truth-sides">
								<Statement truth={read} />
								<Outside truth={read} />
							</div>
							<Matrix matrix={read.matrix} total={read.sum} />
						</div>
					)
				}
			</Asked>
		</PageFrame>
	);
}
