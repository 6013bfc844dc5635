import { ActionIcon, Button, Menu, Text } from "@mantine/core";
import { useState } from "react";
import { Link, Navigate, Outlet, useLocation } from "react-router";
import { Problem } from "../ask.ts";
import { DriveLive } from "../live/drive-live.tsx";
import { StateBadge } from "../parts/state-badge.tsx";
import { Failed, Loading } from "../parts/states.tsx";
import { StoppedBar } from "../red-button/stopped-bar.tsx";
import { useDriveInCharge } from "../red-button/use-posting.ts";
import { useCampaignId, useCampaignQuery, useCampaigns } from "../use-campaign.ts";
import { useMe } from "../use-me.ts";
import { Nav } from "./nav.tsx";
import { SignedOut } from "./signed-out.tsx";
import { TopRight } from "./top-right.tsx";

/** What stands around every page once somebody is signed in: the drive, the menu, the red button always in its place. */
export function Frame() {
	const { pathname, search } = useLocation();
	// The menu is open over one page only: going to another closes it.
	const [menuOver, setMenuOver] = useState<string | null>(null);
	const isMenuOpen = menuOver === pathname;
	const [signIns, setSignIns] = useState(0);
	const me = useMe();
	const campaignId = useCampaignId();
	const followed = useDriveInCharge(campaignId)?.id ?? campaignId;
	if (me.data === undefined) {
		const isOut = me.error instanceof Problem && me.error.status === 401;
		if (isOut) return <Navigate to={`/sign-in?to=${encodeURIComponent(pathname + search)}`} replace />;
		return (
			<main className="console-main">{me.error ? <Failed error={me.error} retry={me.refetch} /> : <Loading />}</main>
		);
	}
	// Nothing else answers until they have one.
	if (me.data.needsSecondFactor && pathname !== "/account") return <Navigate to="/account" replace />;
	return (
		<DriveLive campaignId={followed} signIns={signIns}>
			<div className="console-frame" data-menu={isMenuOpen ? "open" : "closed"}>
				<a className="skip-link" href="#page">
					To the page
				</a>
				<header className="console-top">
					<ActionIcon
						className="console-menu-button"
						variant="transparent"
						c="inherit"
						size="lg"
						aria-label={isMenuOpen ? "Close the menu" : "Open the menu"}
						aria-expanded={isMenuOpen}
						onClick={() => setMenuOver(isMenuOpen ? null : pathname)}
					>
						<svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
							<path d="M3 6h16M3 11h16M3 16h16" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
						</svg>
					</ActionIcon>
					<Link className="console-mark" to="/" aria-label="Carillon, to the start">
						<span className="console-mark-words">Carillon</span>
					</Link>
					<DriveSwitch campaignId={campaignId} />
					<TopRight me={me.data} campaignId={campaignId} />
				</header>
				<StoppedBar campaignId={campaignId} />
				<aside className="console-side">
					<Nav role={me.data.role} campaignId={campaignId} />
				</aside>
				<main className="console-main" id="page" tabIndex={-1}>
					{campaignId === "" ? <Outlet /> : <InDrive campaignId={campaignId} />}
				</main>
				<SignedOut me={me.data} back={() => setSignIns(signIns + 1)} />
			</div>
		</DriveLive>
	);
}

/** Pages of a drive are drawn once the drive is known: useCampaign() never waits. */
function InDrive({ campaignId }: { readonly campaignId: string }) {
	const { data, error, refetch } = useCampaignQuery(campaignId);
	if (data !== undefined) return <Outlet />;
	return error === null ? <Loading /> : <Failed error={error} retry={() => void refetch()} />;
}

function DriveSwitch({ campaignId }: { readonly campaignId: string }) {
	const { data = [] } = useCampaigns();
	const current = data.find(({ id }) => id === campaignId);
	if (data.length === 0) return null;
	return (
		<div className="console-top-drive">
			<Menu position="bottom-start" width={320}>
				<Menu.Target>
					<Button variant="transparent" c="inherit" px={8} size="sm" className="console-drive-button">
						<Text component="span" truncate="end" fw={600} maw="32vw">
							{current?.shortName ?? "Choose a drive"}
						</Text>
						<svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" className="console-drive-arrow">
							<path d="M2 4l4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.6" />
						</svg>
					</Button>
				</Menu.Target>
				<Menu.Dropdown>
					{data.map((drive) => (
						<Menu.Item
							key={drive.id}
							component={Link}
							to={`/c/${drive.id}`}
							rightSection={<StateBadge state={drive.state} />}
						>
							{drive.name}
						</Menu.Item>
					))}
				</Menu.Dropdown>
			</Menu>
			{current && <StateBadge state={current.state} />}
		</div>
	);
}
