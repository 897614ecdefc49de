/** A time that was promised to somebody. */
export interface Appointment {
  readonly id: string;
  /** What the visitor types or scans on arrival. */
  readonly code: string;
  readonly service: string;
  /** In ms since 1970. */
  readonly at: number;
  readonly source: AppointmentSource;
  /** Whom it is for, as a keyed hash that only this house can make; left out where nobody said, and by earlier hosts. */
  readonly visitorKey?: string | null;
  /** `missed`: the time went by; whoever comes yet is ordinary, with credit for it. */
  readonly state: 'booked' | 'missed';
}

/** Who gave it: staff, the central system, or a kiosk whose service was full. */
export type AppointmentSource = 'staff' | 'centre' | 'return-slot';
