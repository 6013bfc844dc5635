import { Badge, Button, Card, Group, Stack, Text, Title } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { People, Person, ShownLink } from "../../contract/staff/people.ts";
import { ask } from "../ask.ts";
import { PageFrame } from "../parts/page-frame.tsx";
import { Asked, Empty } from "../parts/states.tsx";
import { useMe } from "../use-me.ts";
import { Invitations } from "./invitations.tsx";
import { InviteForm } from "./invite-form.tsx";
import { LinkShown, type LinkToShow } from "./link-shown.tsx";
import { PersonMenu } from "./person-menu.tsx";
import { ROLE_NAMES, ROLE_WORDS } from "./role-words.ts";
import "./people.css";

/** Who works here, and what each may do. */
export function PeoplePage() {
	const people = useQuery({ queryKey: ["people"], queryFn: () => ask<People>("GET", "/api/staff/people") });
	const queries = useQueryClient();
	const [isInviting, setInviting] = useState(false);
	const [link, setLink] = useState<LinkToShow | null>(null);
	const changed = () => queries.invalidateQueries({ queryKey: ["people"] });
	const invited = (email: string, shown: ShownLink) => {
		setInviting(false);
		setLink({ ...shown, says: `Send this to ${email}: it makes their account.` });
		void changed();
	};
	return (
		<PageFrame
			title="People"
			lead="Everybody who may sign in here, and what they may do. Each change is written into the log."
			actions={<Button onClick={() => setInviting(true)}>Invite somebody</Button>}
		>
			<InviteForm isOpen={isInviting} onClose={() => setInviting(false)} onInvited={invited} />
			<LinkShown link={link} onClose={() => setLink(null)} />
			<Asked query={people}>
				{({ people: everybody, invitations, secondFactorRoles }) => (
					<Stack gap="xl">
						<Invitations invitations={invitations} onLink={setLink} onChanged={changed} />
						<section>
							<Title order={2} size="h4" mb="sm">
								{everybody.length === 1 ? "1 person" : `${everybody.length} people`}
							</Title>
							<ul className="people">
								{everybody.map((person) => (
									<PersonRow
										key={person.id}
										person={person}
										isAsked={secondFactorRoles.includes(person.role)}
										onLink={setLink}
										onChanged={changed}
									/>
								))}
							</ul>
						</section>
						{everybody.length === 1 && (
							<Empty
								title="Invite those who help on the day"
								words="You get a link to send them; they choose their own password. A drive usually has an editor, two approvers, a moderator for names, and the hosts."
								action={
									<Button variant="default" onClick={() => setInviting(true)}>
										Invite somebody
									</Button>
								}
							/>
						)}
					</Stack>
				)}
			</Asked>
		</PageFrame>
	);
}

type RowProps = {
	readonly person: Person;
	/** This installation asks their role for a second factor. */
	readonly isAsked: boolean;
	readonly onLink: (link: LinkToShow) => void;
	readonly onChanged: () => unknown;
};

function PersonRow({ person, isAsked, onLink, onChanged }: RowProps) {
	const me = useMe();
	const isMe = me.data?.id === person.id;
	return (
		<Card component="li" className="person" withBorder padding="md" data-off={person.isDisabled || undefined}>
			<div className="person-who">
				<Text fw={600}>
					{person.name}{" "}
					{isMe && (
						<Text span c="dimmed">
							(you)
						</Text>
					)}
				</Text>
				<Text size="sm" c="dimmed" className="person-mail">
					{person.email}
				</Text>
			</div>
			<div>
				<Text fw={600} size="sm">
					{ROLE_NAMES[person.role]}
				</Text>
				<Text size="sm" c="dimmed">
					{ROLE_WORDS[person.role]}
				</Text>
			</div>
			<Stack gap={4} align="flex-start">
				<SecondFactor person={person} isAsked={isAsked} />
				<Text size="sm" c="dimmed">
					{lastSeen(person)}
				</Text>
			</Stack>
			<Group className="person-deeds" gap="xs">
				{person.isDisabled && (
					<Badge color="ember" variant="light" tt="none" radius="sm">
						Switched off
					</Badge>
				)}
				<PersonMenu person={person} isMe={isMe} onLink={onLink} onChanged={onChanged} />
			</Group>
		</Card>
	);
}

function SecondFactor({ person, isAsked }: Pick<RowProps, "person" | "isAsked">) {
	const has = [
		person.hasCodeApp && "code app",
		person.passkeys > 0 && (person.passkeys === 1 ? "passkey" : `${person.passkeys} passkeys`),
	].filter((one) => one !== false);
	if (has.length > 0) {
		return (
			<Badge color="verdant" variant="light" tt="none" radius="sm">
				{has.join(" and ")}
			</Badge>
		);
	}
	if (person.lastWay === "single-sign-on") {
		return (
			<Badge color="sky" variant="light" tt="none" radius="sm">
				hospital's sign-in
			</Badge>
		);
	}
	return (
		<Badge color={isAsked ? "ember" : "ink"} variant="light" tt="none" radius="sm">
			{isAsked ? "second factor missing" : "password only"}
		</Badge>
	);
}

function lastSeen({ lastSeenAt, sessions }: Person): string {
	if (lastSeenAt === null) return "Never signed in";
	const when = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeStyle: "short" }).format(lastSeenAt);
	return sessions > 0 ? `Signed in, last seen ${when}` : `Last seen ${when}`;
}
