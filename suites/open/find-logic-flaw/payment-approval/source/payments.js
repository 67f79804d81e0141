/**
 * Payments of a small company. A clerk adds payees and proposes payments; what is above the clerk's
 * limit, or goes to a payee nobody has verified, waits for the treasurer. Approved payments are paid
 * on their day. Amounts in cents.
 */
'use strict';

const clerkLimit = V_CLERK_LIMIT;
const verifiedBank = 'V_BANK';

/** What has been approved is what will be paid: changing a payee opens its payments again. */
class Payments {
  constructor(payees) {
    this.day = 1;
    this.payees = new Map(payees.map((payee) => [payee.name, { ...payee }]));
    this.payments = [];
    this.paid = [];
  }

  /** Every request is the clerk's: `{ do: ACTION, ... }`. Throws with what is wrong. */
  act(request) {
    switch (request.do) {
      case 'add-payee':
        return this.addPayee(request);
      case 'change-payee':
        return this.changePayee(request);
      case 'rename-payee':
        return this.renamePayee(request);
      case 'propose':
        return this.propose(request);
      case 'schedule':
        return this.schedule(request);
      case 'cancel':
        return this.cancel(request);
      case 'next-day':
        return this.nextDay();
      default:
        throw new Error(`unknown request ${request.do}`);
    }
  }

  addPayee({ name, account }) {
    if (this.payees.has(name)) throw new Error('there is such a payee');
    this.payees.set(name, { name, account: String(account), isVerified: this.isOurBank(account) });
    return 'added';
  }

  changePayee({ name, account }) {
    const payee = this.payee(name);
    payee.account = String(account);
    payee.isVerified = this.isOurBank(account);
    for (const payment of this.payments) {
      if (payment.payee === name && isReady(payment)) payment.state = 'proposed';
    }
    return 'changed';
  }

  /** A payment that has its day keeps the name that its order slip shows. */
  renamePayee({ name, to }) {
    const payee = this.payee(name);
    if (typeof to !== 'string' || this.payees.has(to)) throw new Error('that name is taken');
    this.payees.delete(name);
    this.payees.set(to, { ...payee, name: to });
    for (const payment of this.payments) {
      if (payment.payee === name && payment.day === null) payment.payee = to;
    }
    return 'renamed';
  }

  propose({ payee, amount }) {
    if (!Number.isSafeInteger(amount) || amount <= 0) throw new Error('that is not an amount');
    const payment = { id: this.payments.length + 1, payee, amount, state: 'proposed', day: null };
    this.payments.push(payment);
    this.review(payment);
    return { id: payment.id, state: payment.state };
  }

  /** An approved payment gets its day: tomorrow at the earliest. */
  schedule({ id, day }) {
    const payment = this.payment(id);
    if (payment.state === 'proposed') this.review(payment);
    if (payment.state !== 'approved') throw new Error('that payment is not approved');
    if (!Number.isSafeInteger(day) || day <= this.day) throw new Error('that day is over');
    payment.state = 'scheduled';
    payment.day = day;
    return 'scheduled';
  }

  cancel({ id }) {
    const payment = this.payment(id);
    if (payment.state === 'paid') throw new Error('that payment has been made');
    payment.state = 'cancelled';
    return 'cancelled';
  }

  nextDay() {
    this.day += 1;
    for (const payment of this.payments) {
      if (payment.state !== 'scheduled' || payment.day > this.day) continue;
      payment.state = 'paid';
      this.paid.push({ account: this.payee(payment.payee).account, amount: payment.amount });
    }
    return this.paid;
  }

  review(payment) {
    const payee = this.payee(payment.payee);
    if (payee.isVerified && this.openAmount(payee.name) <= clerkLimit) payment.state = 'approved';
  }

  /** The limit holds for all of a payee's payments together, so that splitting one is no use. */
  openAmount(name) {
    const open = this.payments.filter(
      ({ payee, state }) => payee === name && state !== 'cancelled',
    );
    return open.reduce((sum, { amount }) => sum + amount, 0);
  }

  isOurBank(account) {
    return String(account).startsWith(`${verifiedBank}-`);
  }

  payee(name) {
    const payee = this.payees.get(name);
    if (payee === undefined) throw new Error('there is no such payee');
    return payee;
  }

  payment(id) {
    const payment = this.payments.find((candidate) => candidate.id === id);
    if (payment === undefined) throw new Error('there is no such payment');
    return payment;
  }
}

function isReady({ state }) {
  return state === 'approved' || state === 'scheduled';
}

module.exports = { Payments };
