# SPDX-License-Identifier: Apache-2.0
"""Random files of records: rows on and one minute or day beside every edge of the terms."""

import datetime

from oracle import shared_follow_up_48h, stockholm_bundles

MINUTE, DAY = datetime.timedelta(minutes=1), datetime.timedelta(days=1)


def moment(time):
    return time.strftime("%Y-%m-%dT%H:%M") if time else ""


def table(rng, header, lines, shuffled=True):
    if shuffled:
        rng.shuffle(lines)
    return "\n".join([header] + [",".join(map(str, line)) for line in lines]) + "\n"


def about(rng, time, step=MINUTE):
    """The time itself, or a little before or after it."""
    return time + step * rng.choice((-1, 0, 0, 1, rng.randint(-2000, 2000)))


def discharges(rng):
    terms = shared_follow_up_48h
    quarters = [quarter for year in terms.YEARS for quarter in (f"{year}-Q{k}" for k in (1, 2, 3, 4))]
    hours = datetime.timedelta(hours=48)
    rows, contacts = [], []
    for quarter in quarters:
        begin = terms.first_instant(quarter)
        end = begin + datetime.timedelta(days=91)
        size = rng.choice((0, 1, 5, 8, 9, 10, 11, 14, 40, 40))
        called = rng.choice((0.2, 0.6, 0.75, 0.9, 1))
        for _ in range(size):
            number = f"D{rng.randint(0, 400):03d}"
            patient = f"P{rng.randint(0, 60):02d}"
            left = rng.choice((begin, end, begin + (end - begin) * rng.random()))
            left = about(rng, left.replace(second=0, microsecond=0))
            freeze = end + DAY * 20
            for _ in range(rng.choice((1, 1, 1, 1, 2, 3))):
                admitted = left - DAY * rng.randint(0, 20)
                recorded = rng.choice((left, left, left, freeze))
                born = rng.choice((1940, 1960, left.year - 18, left.year - 18))
                birthday = left.date().replace(year=born, day=1 if born < 1990 else min(28, left.day))
                birthday += DAY * rng.choice((-1, 0, 1))
                if rng.random() < 0.05:
                    birthday = datetime.date(1996, 2, 29)
                died = about(rng, left + hours) if rng.random() < 0.1 else None
                place = rng.choice(("home",) * 8 + ("care_home", "transfer", "died", "other"))
                rows.append((number, patient, moment(admitted), moment(left), place, int(rng.random() < 0.9),
                             birthday.isoformat(), moment(died), moment(about(rng, recorded))))
            if rng.random() < 0.1:  # readmitted
                again = about(rng, rng.choice((left, left + hours)))
                rows.append((f"D{rng.randint(401, 500)}", patient, moment(again), moment(again + DAY * 3), "home", 1,
                             "1950-01-01", "", moment(again + DAY * 4)))
            if rng.random() < 0.05:  # the same stay under another number
                rows.append((f"D{rng.randint(0, 500):03d}",) + rows[-1][1:])
            if rng.random() < called:
                at = rng.choice((left + MINUTE * rng.randint(0, 2880), about(rng, left), about(rng, left + hours)))
                contacts.append((f"C{len(contacts)}", patient, moment(at), rng.choice(("community",) * 8 + ("hospital",)),
                                 rng.choice(("call", "call", "visit", "text")),
                                 rng.choice(("spoke_patient", "spoke_carer", "no_answer"))))
    return {
        "discharges.csv": table(rng, "discharge_id,patient_id,admitted_at,discharged_at,destination,diabetes,birth_date,"
                                     "died_at,recorded_at", rows),
        "contacts.csv": table(rng, "contact_id,patient_id,contacted_at,team,channel,outcome", contacts),
    }


def bundles(rng):
    terms = stockholm_bundles
    episodes, complications = [], []
    first = datetime.date(2009, 1, 1)
    for provider in terms.PROVIDERS:
        for procedure in terms.PROCEDURES:
            for year in (2009, 2010, 2011, 2012):
                good, kept = rng.choice((0.5, 0.8, 0.95)), rng.choice((0, 0.6, 0.9))
                for _ in range(rng.choice((0, 3, 9, 10, 11, 25))):
                    day = datetime.date(year, 1, 1) + DAY * rng.choice((0, 89, 90, 364, rng.randint(0, 364)))
                    if year == 2012 and rng.random() < 0.2:
                        day = datetime.date(2012, 2, 29)
                    pre = rng.choice((150, 200, 350, 499, 500))
                    post = pre + rng.choice((149, 150, 151, 400)) if rng.random() < good else rng.choice((499, 500, 100))
                    episode = f"e{len(episodes):05d}"
                    episodes.append((episode, provider, procedure, day, rng.choice((1, 2, 2, 3, 4)),
                                     f"0.{pre:03d}" if rng.random() < 0.95 else "",
                                     f"{post / 1000:.3f}" if rng.random() < kept else ""))
                    if rng.random() < 0.15:
                        years = day.replace(year=day.year + 2, day=min(day.day, 28) if day.month == 2 else day.day)
                        at = rng.choice((day, day - DAY, day + DAY * 90, day + DAY * 91, years, years + DAY,
                                         day + DAY * rng.randint(0, 800)))
                        at = min(max(at, first), datetime.date(2014, 12, 31))
                        by = provider if rng.random() < 0.5 else rng.choice(terms.PROVIDERS)
                        complications.append((f"c{len(complications):05d}", episode, at, int(rng.random() < 0.8), by,
                                              f"{rng.randint(1, 20000000) / 100:.2f}"))
    if rng.random() < 0.5 and complications:
        complications.append((f"c{len(complications):05d}", "e99999") + complications[0][2:])
    return {
        "episodes.csv": table(rng, "episode_id,provider,procedure,surgery_date,asa_class,pre,post", episodes),
        "complications.csv": table(rng, "complication_id,episode_id,date,related,treated_by,tariff", complications),
    }
