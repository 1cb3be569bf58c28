/** Domains whose addresses say nothing about where somebody works. */
export const FREE_MAIL: ReadonlySet<string> = new Set(
  (
    'gmail.com googlemail.com yahoo.com yahoo.de ymail.com hotmail.com outlook.com live.com msn.com icloud.com me.com ' +
    'mac.com aol.com gmx.de gmx.net gmx.at gmx.ch web.de t-online.de freenet.de mail.com mail.ru yandex.ru proton.me ' +
    'protonmail.com posteo.de mailbox.org orange.fr free.fr laposte.net libero.it qq.com 163.com'
  ).split(' '),
);
