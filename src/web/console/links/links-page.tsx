import { Anchor, Badge, Button, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { LinkList, LinkListItem, NewLink } from "../../contract/staff/links.ts";
import { ask } from "../ask.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { When } from "../parts/figures.tsx";
import { notifyDone } from "../parts/notify.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useCampaign, useCampaignId } from "../use-campaign.ts";
import { CopyButton } from "./copy-button.tsx";
import { KINDS, LAYOUTS, ROLES } from "./link-words.ts";
import "./links.css";
import { QrCode } from "../parts/qr-code.tsx";
import { MakeLink } from "./make-link.tsx";

/** Screens that need no sign-in, and what the whole world can open. */
export function LinksPage() {
	const id = useCampaignId();
	const [isMaking, setMaking] = useState(false);
	const [made, setMade] = useState<NewLink | null>(null);
	const queries = useQueryClient();
	const links = useQuery({
		queryKey: ["campaign", id, "links"],
		queryFn: () => ask<LinkList>("GET", `/api/staff/campaigns/${encodeURIComponent(id)}/links`),
	});
	const make = <Button onClick={() => setMaking(true)}>Make a link</Button>;
	return (
		<PageFrame
			title="Screens and links"
			lead="A link needs no sign-in and never runs out: whoever has it has the screen, or can write pledges down. Switch it off when it isn't needed any more."
			actions={make}
		>
			<Asked query={links}>
				{(data) => (
					<Stack gap="xl">
						{made && <Shown made={made} onClose={() => setMade(null)} />}
						<Screens list={data} make={make} />
						<Public list={data} />
					</Stack>
				)}
			</Asked>
			{isMaking && (
				<MakeLink
					onClose={() => setMaking(false)}
					onMade={(link) => {
						setMaking(false);
						setMade(link);
						void queries.invalidateQueries({ queryKey: ["campaign", id, "links"] });
					}}
				/>
			)}
		</PageFrame>
	);
}

/** The one time the address is there to be copied. */
function Shown({ made, onClose }: { readonly made: NewLink; readonly onClose: () => void }) {
	return (
		<section className="link-made" aria-labelledby="link-made" role="status">
			<div>
				<Title order={2} size="h4" id="link-made">
					The link for {made.label}
				</Title>
				<Text mt={4}>
					{made.kind === "phones"
						? "Copy it now, and open it on the volunteers' computers: one link serves the whole room. It isn't kept here and can't be shown again."
						: "Copy it now, or scan it with the screen: it isn't kept here and can't be shown again."}
				</Text>
				<code className="link-address">{made.address}</code>
				<Group gap="sm" mt="md">
					<CopyButton text={made.address} label="Copy the link" />
					<Button variant="default" onClick={onClose}>
						I have it
					</Button>
				</Group>
			</div>
			<QrCode text={made.address} label={`QR code of the link for ${made.label}`} />
		</section>
	);
}

function Screens({ list, make }: { readonly list: LinkList; readonly make: React.ReactNode }) {
	if (list.links.length === 0) {
		return (
			<Empty
				title="No screen has a link yet"
				words="Make one for each studio, phone room and lobby: then you can switch off one without the others."
				action={make}
				example={
					<ul className="link-list">
						<li>
							<div>
								<strong>WKID studio A</strong>
								<Text size="sm" c="dimmed">
									Studio, host, WKID 101.5
								</Text>
							</div>
						</li>
					</ul>
				}
			/>
		);
	}
	return (
		<section>
			<Title order={2} size="h4" mb="sm">
				Screens and phones
			</Title>
			<ul className="link-list">
				{list.links.map((link) => (
					<Screen key={link.id} link={link} />
				))}
			</ul>
		</section>
	);
}

function Screen({ link }: { readonly link: LinkListItem }) {
	const { id, kind, label, stationId, createdAt, revokedAt } = link;
	const { stations, id: campaignId } = useCampaign();
	const queries = useQueryClient();
	const station =
		stations.find((one) => one.id === stationId)?.name ?? (stationId === null ? "all stations" : stationId);
	return (
		<li data-off={revokedAt !== null}>
			<div>
				<strong>{label}</strong>
				<Text size="sm" c="dimmed">
					{whatOf(link)}, {station} · made <When at={createdAt} />
				</Text>
			</div>
			{revokedAt === null ? (
				<ConfirmButton
					label="Switch off"
					variant="default"
					size="sm"
					title={`Switch off ${label}?`}
					consequence={
						kind === "phones"
							? "It takes no more pledges, and never works again. Slips that still wait stay in the volunteers' browsers, and go out by a new link opened there."
							: "The screen that has this link open ends within seconds, and the link never works again. Make a new one if it is needed later."
					}
					confirm="Switch this link off"
					onConfirm={async () => {
						const base = `/api/staff/campaigns/${encodeURIComponent(campaignId)}/links`;
						const now = await ask<LinkList>("DELETE", `${base}/${id}`);
						queries.setQueryData(["campaign", campaignId, "links"], now);
						notifyDone(`${label} is switched off.`);
					}}
				/>
			) : (
				<Badge color="ink" variant="light" tt="none">
					Off since <When at={revokedAt} show="day" />
				</Badge>
			)}
		</li>
	);
}

function whatOf({ kind, layout, role }: LinkListItem): string {
	return kind === "phones" ? KINDS.phones.title : `${LAYOUTS[layout].title}, ${ROLES[role].short}`;
}

function Public({ list: { publicAddresses, closedWhy } }: { readonly list: LinkList }) {
	const { page, embed, overlay, total, rds, embedPage } = publicAddresses;
	const lines = [
		["Donors' page", page, "For posters, posts and the hosts' mouths."],
		["Embeds, with how to put them in", embedPage, "To send to the hospital's and stations' web people."],
		["Widget", embed, "The thermometer for other sites."],
		["Overlay for video", overlay, "Transparent, for the live stream."],
		["Radio text line", rds, "64 characters for the car radio."],
		["Total as data", total, "For programs."],
	] as const;
	return (
		<section>
			<Title order={2} size="h4" mb="sm">
				For everybody
			</Title>
			{closedWhy && (
				<Text mb="sm" c="ember">
					{closedWhy}
				</Text>
			)}
			<div className="link-public">
				<ul className="link-list">
					{lines.map(([name, address, words]) => (
						<li key={name}>
							<div>
								<strong>{name}</strong>
								<Text size="sm" c="dimmed">
									{words}
								</Text>
								<Anchor href={address} target="_blank" rel="noreferrer" className="link-address">
									{address}
								</Anchor>
							</div>
							<CopyButton text={address} label="Copy" of={name} />
						</li>
					))}
				</ul>
				<figure className="link-qr">
					<QrCode text={page} label="QR code of the donors' page" />
					<figcaption>The donors' page</figcaption>
				</figure>
			</div>
		</section>
	);
}
