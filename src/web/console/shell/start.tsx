import { Navigate } from "react-router";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaigns } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";

/** /staff: where somebody's work is. The phone bank's are the slips; everybody else's is the drive. */
export function Start() {
	return useMay("drive.read") ? <StartWithDrive /> : <Navigate to="/take" replace />;
}

/** The drive that matters now, which is the live one, else the next, else the newest. */
function StartWithDrive() {
	const campaigns = useCampaigns();
	return (
		<Asked query={campaigns}>
			{(drives) => {
				const current = drives.find(({ state }) => state === "live") ?? drives.find(({ state }) => state === "draft");
				const first = current ?? drives[0];
				if (first !== undefined) return <Navigate to={`/c/${first.id}`} replace />;
				return (
					<Empty
						title="There is no drive yet"
						words="Set up your first drive; you can leave at any step and come back."
					/>
				);
			}}
		</Asked>
	);
}
