import { Badge, Button, Card, Group, Text, Title } from "@mantine/core";
import type { Invitation, ShownLink } from "../../contract/staff/people.ts";
import { ask } from "../ask.ts";
import { ConfirmButton } from "../parts/confirm-button.tsx";
import { notifyDone, notifyProblem } from "../parts/notify.ts";
import type { LinkToShow } from "./link-shown.tsx";
import { ROLE_NAMES } from "./role-words.ts";

type Props = {
	readonly invitations: readonly Invitation[];
	readonly onLink: (link: LinkToShow) => void;
	readonly onChanged: () => unknown;
};

/** Who was invited and hasn't come yet. */
export function Invitations({ invitations, onLink, onChanged }: Props) {
	if (invitations.length === 0) return null;
	return (
		<section>
			<Title order={2} size="h4" mb="sm">
				Invited, not here yet
			</Title>
			<ul className="people">
				{invitations.map((invitation) => (
					<OneInvitation key={invitation.id} invitation={invitation} onLink={onLink} onChanged={onChanged} />
				))}
			</ul>
		</section>
	);
}

function OneInvitation({
	invitation,
	onLink,
	onChanged,
}: Omit<Props, "invitations"> & { readonly invitation: Invitation }) {
	const { id, email, name, role, expiresAt, hasExpired } = invitation;
	const again = async () => {
		try {
			const body = { email, role, days: 7, ...(name !== null && { name }) };
			const link = await ask<ShownLink>("POST", "/api/staff/people/invitations", body);
			onLink({ ...link, says: `A new link for ${email}. The one before doesn't work any more.` });
		} catch (error) {
			notifyProblem(error);
		}
		onChanged();
	};
	const withdraw = async () => {
		await ask("DELETE", `/api/staff/people/invitations/${id}`);
		notifyDone("The invitation is withdrawn.");
		onChanged();
	};
	return (
		<Card component="li" className="person" withBorder padding="md">
			<div className="person-who">
				<Text fw={600}>{name ?? email}</Text>
				{name !== null && (
					<Text size="sm" c="dimmed" className="person-mail">
						{email}
					</Text>
				)}
			</div>
			<Text size="sm">{ROLE_NAMES[role]}</Text>
			<Text size="sm" c="dimmed" component="div">
				{hasExpired ? (
					<Badge color="ember" variant="light" tt="none" radius="sm">
						Too old: send a new link
					</Badge>
				) : (
					`Link works until ${new Date(expiresAt).toLocaleDateString()}`
				)}
			</Text>
			<Group gap="xs" className="person-deeds">
				<Button variant="default" size="xs" onClick={again}>
					New link
				</Button>
				<ConfirmButton
					variant="subtle"
					size="xs"
					label="Withdraw"
					color="ember"
					title="Withdraw this invitation?"
					consequence={`The link sent to ${email} opens nothing any more. You can invite them again.`}
					confirm="Withdraw the invitation"
					leave="Leave it open"
					onConfirm={withdraw}
				/>
			</Group>
		</Card>
	);
}
