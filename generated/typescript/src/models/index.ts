/**
 * The models of `toggltrack`: types alone, nothing of them is there when code runs.
 *
 * @packageDocumentation
 */

export type { Alert } from "./alert.js";
export type { AlertError } from "./alert-error.js";
export type { BulkPatchFailure } from "./bulk-patch-failure.js";
export type { BulkPatchResult } from "./bulk-patch-result.js";
export type { CsvUpload } from "./csv-upload.js";
export type { Project } from "./project.js";
export type { ProjectPeriod } from "./project-period.js";
export type { ProjectRecurrence } from "./project-recurrence.js";
export type { ProjectRecurrenceInput } from "./project-recurrence-input.js";
export type { ProjectStatus } from "./project-status.js";
export type { ProjectUser } from "./project-user.js";
export type { Rate } from "./rate.js";
export type { RateChangeMode } from "./rate-change-mode.js";
export type { RateLevel } from "./rate-level.js";
export type { RateListLevel } from "./rate-list-level.js";
export type { RateListType } from "./rate-list-type.js";
export type { RateType } from "./rate-type.js";
export type { ReminderFrequency } from "./reminder-frequency.js";
export type { Rounding } from "./rounding.js";
export type { SubscriptionCard } from "./subscription-card.js";
export type { SubscriptionContact } from "./subscription-contact.js";
export type { SubscriptionPayment } from "./subscription-payment.js";
export type { SubscriptionPeriod } from "./subscription-period.js";
export type { TimeEntryConstraints } from "./time-entry-constraints.js";
export type { TimeEntryDeletionMode } from "./time-entry-deletion-mode.js";
export type { TrackReminder } from "./track-reminder.js";
export type { User } from "./user.js";
export type { Workspace } from "./workspace.js";
export type { WorkspaceAdmin } from "./workspace-admin.js";
export type { WorkspaceMembership } from "./workspace-membership.js";
export type { WorkspaceMembershipGroup } from "./workspace-membership-group.js";
export type { WorkspaceStatistics } from "./workspace-statistics.js";
export type { WorkspaceSubscription } from "./workspace-subscription.js";
export type { WorkspaceUser } from "./workspace-user.js";
