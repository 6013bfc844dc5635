import "./stations.css";
import { Button } from "@mantine/core";
import { Link } from "react-router";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaign } from "../use-campaign.ts";
import { useMay } from "../use-me.ts";
import { LeaderBoard } from "./leader-board.tsx";
import { MoveGifts } from "./move-gifts.tsx";
import { PublicSwitch } from "./public-switch.tsx";
import { SimulcastCard } from "./simulcast-card.tsx";
import { useStations } from "./use-stations.ts";

export function StationsPage() {
	const query = useStations();
	const mayEdit = useMay("stations.edit");
	const { id, stations } = useCampaign();
	return (
		<PageFrame
			title="Stations"
			lead="What came through each station, and how it all adds up. A gift belongs to the station of its link, its text code or its phone line, unless somebody here knows better."
		>
			<Asked query={query}>
				{(board) =>
					stations.length === 0 && board.stations.length === 0 ? (
						<Empty
							title="This drive has no stations"
							words="With two or more, each has its own total on its host's screen, and here is who leads."
							action={
								mayEdit && (
									<Button component={Link} to={`/c/${id}/setup/stations`}>
										Name the stations
									</Button>
								)
							}
						/>
					) : (
						<div className="station-page">
							<LeaderBoard board={board} />
							{stations.length > 1 && <SimulcastCard board={board} mayEdit={mayEdit} />}
							{mayEdit && <PublicSwitch board={board} />}
							{mayEdit && <MoveGifts />}
						</div>
					)
				}
			</Asked>
		</PageFrame>
	);
}
