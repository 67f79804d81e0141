/** `sallyport review`: what can be shown of a determination by whoever trusts no installation. */
import { verify } from './review/verify.ts';
import { commandOf } from './verbs.ts';

export default commandOf('review', { verify });
